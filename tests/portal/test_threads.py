"""What each deed does to a question: to that one alone, and only for whoever has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest

from people.models import Person
from published.current import published
from questions import threads
from questions.models import ANSWERED, ANSWERER, ASKER, QUESTION_CLOSED, QUESTION_OPEN, TAKEN, Question
from somebody import member
from submissions.models import Submission

pytestmark = pytest.mark.django_db
NOW = datetime(2019, 3, 5, 9, 30, tzinfo=UTC)


class Kept(NamedTuple):
    state: str
    has_it: str | None = None
    contact: str = ""


def question(key: str, state: str, person: Person | None, **answers: str) -> Question:
    sent = Submission(key=key, form="fraga", language="sv", answers=answers, received=NOW, due=date(2019, 9, 1))
    sent.save()
    return Question.objects.create(submission=sent, code=key, language="ar", state=state, taken_by=person, opened=NOW)


def kept() -> dict[str, Kept]:
    """{key of a question: what is known of it}."""
    return {
        one.pk: Kept(one.state, one.taken_by.name if one.taken_by else None, one.handed_to)
        for one in Question.objects.select_related("taken_by")
    }


def to_colleague(question: Question, person: Person) -> bool:
    return threads.hand_to_colleague(question, person, member("Zahra"))


def to_contact(question: Question, person: Person) -> bool:
    return threads.hand_to_contact(question, person, "kontaktcenter")


def answer(question: Question, person: Person) -> bool:
    return threads.answer_question(question, person, "Ja!", "once", NOW)


DEEDS: dict[str, tuple[Callable[[Question, Person], bool], Kept]] = {
    "give back": (threads.give_back, Kept(QUESTION_OPEN)),
    "close": (threads.close_question, Kept(QUESTION_CLOSED, "Noor")),
    "colleague": (to_colleague, Kept(TAKEN, "Zahra")),
    "contact": (to_contact, Kept(ANSWERED, "Noor", "kontaktcenter")),
    "answer": (answer, Kept(ANSWERED, "Noor")),
}


@pytest.fixture
def three() -> dict[str, Person]:
    """Two questions that Noor has, and one that Sara has."""
    noor, sara = member("Noor"), member("Sara")
    for key, person in (("a", noor), ("b", noor), ("c", sara)):
        question(key, TAKEN, person)
    return {"Noor": noor, "Sara": sara}


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_concerns_one_question(three: dict[str, Person], name: str) -> None:
    deed, after = DEEDS[name]
    before = kept()
    assert deed(Question.objects.get(pk="b"), three["Noor"]) is True
    assert kept() == {**before, "b": after}


@pytest.mark.parametrize("name", DEEDS)
def test_nobody_does_it_for_another(three: dict[str, Person], name: str) -> None:
    before = kept()
    assert DEEDS[name][0](Question.objects.get(pk="b"), three["Sara"]) is False
    assert kept() == before


@pytest.mark.parametrize("name", ["give back", "close", "colleague", "contact"])
def test_what_is_closed_stays_closed(three: dict[str, Person], name: str) -> None:
    Question.objects.filter(pk="b").update(state=QUESTION_CLOSED)
    before = kept()
    assert DEEDS[name][0](Question.objects.get(pk="b"), three["Noor"]) is False
    assert kept() == before


@pytest.mark.parametrize(
    ("state", "is_taken"), [(QUESTION_OPEN, True), (TAKEN, False), (ANSWERED, False), (QUESTION_CLOSED, False)]
)
def test_taking_concerns_one_open_question(state: str, is_taken: bool) -> None:
    noor = member("Noor")
    for key in ("a", "b"):
        question(key, state, None)
    assert threads.take(Question.objects.get(pk="b"), noor) is is_taken
    assert kept() == {"a": Kept(state), "b": Kept(TAKEN, "Noor") if is_taken else Kept(state)}


def test_what_somebody_has_is_not_taken_from_her() -> None:
    noor = member("Noor")
    assert not threads.take(question("a", QUESTION_OPEN, noor), member("Sara"))
    assert kept() == {"a": Kept(QUESTION_OPEN, "Noor")}


def test_a_coordinator_puts_one_question_back_and_is_told_who_had_it(three: dict[str, Person]) -> None:
    assert threads.release(Question.objects.get(pk="b")) == three["Noor"]
    released = {"a": Kept(TAKEN, "Noor"), "b": Kept(QUESTION_OPEN), "c": Kept(TAKEN, "Sara")}
    assert kept() == released
    assert threads.release(Question.objects.get(pk="b")) is None, "it is open already"
    assert kept() == released


@pytest.mark.parametrize("state", [TAKEN, ANSWERED, QUESTION_CLOSED])
def test_what_nobody_has_is_put_back_for_nobody(state: str) -> None:
    assert threads.release(question("a", state, None)) is None
    assert kept() == {"a": Kept(state)}


@pytest.mark.parametrize("state", [ANSWERED, QUESTION_CLOSED])
def test_what_she_has_answered_is_not_put_back(state: str) -> None:
    assert threads.release(question("a", state, member("Noor"))) is None
    assert kept() == {"a": Kept(state, "Noor")}


def test_only_what_waits_for_her_goes_back_to_all(three: dict[str, Person]) -> None:
    for key, state in (("d", ANSWERED), ("e", QUESTION_CLOSED)):
        question(key, state, three["Noor"])
    threads.give_all_back(three["Noor"])
    assert kept() == {
        "a": Kept(QUESTION_OPEN), "b": Kept(QUESTION_OPEN), "c": Kept(TAKEN, "Sara"),
        "d": Kept(ANSWERED, "Noor"), "e": Kept(QUESTION_CLOSED, "Noor"),
    }  # fmt: skip


@pytest.mark.parametrize("state", [TAKEN, ANSWERED, QUESTION_CLOSED])
@pytest.mark.parametrize("name", ["Noor", None])
def test_what_she_asks_on_comes_back_to_whoever_has_it(state: str, name: str | None) -> None:
    noor = member("Noor")
    for key in ("a", "b"):
        question(key, state, noor if name else None)
    asked_on = Question.objects.get(pk="b")
    threads.ask_on(asked_on, "Och när?", "once", NOW)
    after = {"a": Kept(state, name), "b": Kept(TAKEN, "Noor") if name else Kept(QUESTION_OPEN)}
    assert kept() == after
    Question.objects.filter(pk="b").update(state=ANSWERED)
    threads.ask_on(asked_on, "Och när?", "once", NOW)
    assert kept()["b"].state == ANSWERED, "sent twice, said once"


def test_what_is_said_is_kept_with_who_said_it_and_when(three: dict[str, Person]) -> None:
    mine = Question.objects.get(pk="b")
    threads.ask_on(mine, "När?", "1", NOW)
    for _ in range(2):
        assert threads.answer_question(mine, three["Noor"], "Klockan tre.", "2", NOW)
    threads.ask_on(mine, "När?", "3", NOW)
    threads.answer_question(mine, three["Noor"], "Klockan tre.", "4", NOW)
    said = [(one.place, one.by, one.person, one.text, one.at) for one in mine.messages.order_by("place")]
    both = [(ASKER, None, "När?", NOW), (ANSWERER, three["Noor"], "Klockan tre.", NOW)]
    assert said == [(number, *one) for number, one in enumerate([*both, *both], 1)], "said again is said twice"
    assert not Question.objects.get(pk="a").messages.exists()


def test_an_answer_sent_twice_does_not_answer_what_she_asked_since(three: dict[str, Person]) -> None:
    mine = Question.objects.get(pk="b")
    threads.answer_question(mine, three["Noor"], "Ja!", "1", NOW)
    threads.ask_on(mine, "När?", "2", NOW)
    assert threads.answer_question(mine, three["Noor"], "Ja!", "1", NOW)
    assert kept()["b"] == Kept(TAKEN, "Noor")


@pytest.mark.parametrize(("seen", "is_closed"), [(None, True), (0, False), (1, True), (2, True)])
def test_it_is_closed_when_she_has_seen_all(three: dict[str, Person], seen: int | None, is_closed: bool) -> None:
    mine = Question.objects.get(pk="b")
    threads.ask_on(mine, "När?", "1", NOW)
    assert threads.close_question(mine, three["Noor"], seen) is is_closed
    assert kept()["b"].state == (QUESTION_CLOSED if is_closed else TAKEN)


WORDS = {"text": "När öppnar ni?", "language": "ar", "name": "Amal", "contact": "070"}


@pytest.mark.parametrize(
    ("form", "answers", "asked", "about"),
    [
        ("fraga", WORDS, "När öppnar ni?", ["Amal", "070"]),
        ("fraga", {"text": "Hej"}, "Hej", []),
        ("fraga", {"language": "ar"}, "", []),
        ("gammal", {"text": "Hej", "name": "Amal"}, "Hej\nAmal", []),
    ],
    ids=["all", "no name", "no text", "no longer published"],
)
def test_what_was_asked_and_who_asks(form: str, answers: dict[str, str], asked: str, about: list[str]) -> None:
    one = question("a", QUESTION_OPEN, None, **answers)
    one.submission.form = form
    assert threads.asked(one, published()) == asked
    assert [answer for _, answer in threads.about_asker(one, published())] == about
