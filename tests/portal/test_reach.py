"""Who reads a question: nobody is thanked for what nobody can read, and nothing is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Person
from portal.sending import ANSWER, QUESTION, ask, asked, member, signed_in, text_of
from questions import threads
from questions.models import ANSWERED, QUESTION_CLOSED, QUESTION_OPEN, TAKEN, Question
from questions.reach import languages_spoken
from somebody import coordinator, soup, text
from trail.models import Deed

pytestmark = pytest.mark.django_db
LIST, DESK = "/portal/sv/fragor/", "/portal/sv/koordinator/"
NOBODY = "Just nu har vi ingen grannmamma som kan läsa det språket."


def page_of(question: Question) -> str:
    return f"{LIST}{question.pk}/"


@pytest.mark.parametrize("why", ["nobody", "left", "coordinator"])
def test_the_asker_is_told_when_nobody_speaks_her_language(client: Client, why: str) -> None:
    if why == "left":
        Person.objects.filter(pk=member(languages=("so",)).pk).update(is_active=False)
    if why == "coordinator":
        Person.objects.filter(pk=coordinator().pk).update(languages=["so"])
    thanked = client.post(QUESTION, asked(language="so"))
    assert NOBODY in text_of(thanked)
    code = soup(thanked).select("output")[0].text
    assert NOBODY in text_of(client.post(ANSWER, {"code": code}))
    member(languages=("so",))
    assert NOBODY not in text_of(client.post(ANSWER, {"code": code}))
    assert NOBODY not in text_of(client.post(QUESTION, asked(language="so")))


def test_who_speaks_what_is_asked_of_the_database_each_time_in_one_small_query() -> None:
    """Another process, or a command, may have changed it a moment ago."""
    for number in range(30):
        member(f"Mamma {number}", ("sv", "ar"))
    with CaptureQueriesContext(connection) as asked_for:
        assert languages_spoken() == {"sv", "ar"}
    assert len(asked_for) == 1
    assert "DISTINCT" in asked_for[0]["sql"], "thirty who speak the same are one row"
    Person.objects.update(languages=["so"])
    assert languages_spoken() == {"so"}
    Person.objects.update(is_active=False)
    assert languages_spoken() == set()


def test_the_coordinator_sees_what_waits_the_oldest_first(client: Client) -> None:
    member()
    for days, language in ((1, "ar"), (12, "so"), (3, "sv")):
        ask(client, language=language)
        question = Question.objects.get(language=language)
        Question.objects.filter(pk=question.pk).update(opened=question.opened - timedelta(days=days))
    karin = signed_in(coordinator())
    cards = [" ".join(card.get_text(" ").split()) for card in soup(karin.get(DESK)).select("ul.cards")[0].select("li")]
    assert [card.split("Har väntat ")[1].split(".")[0] for card in cards] == ["12 dagar", "3 dagar", "1 dag"]
    assert [("Ingen mamma talar språket." in card) for card in cards] == [True, False, False]
    threads.take(Question.objects.get(language="sv"), Person.objects.members().get())
    assert "Frågan är hos: Noor." in text(karin.get(DESK))
    Question.objects.update(state=ANSWERED)
    assert "väntar på svar" not in text(karin.get(DESK))


def test_a_taken_question_stays_with_the_coordinator_who_can_put_it_back(client: Client) -> None:
    ask(client)
    noor, sara = member("Noor"), member("Sara")
    question = Question.objects.get()
    threads.take(question, noor)
    karin = signed_in(coordinator())
    assert "Frågor som mammor har tagit" in text(karin.get(LIST))
    assert "Frågan är hos: Noor." in text(karin.get(LIST))
    assert "Noor" not in text(signed_in(sara).get(LIST))
    assert signed_in(sara).post(page_of(question), {"do": "release"}).status_code == 409
    assert "Frågan är hos: Noor." in text(karin.get(page_of(question)))
    assert karin.post(page_of(question), {"do": "release"}).status_code == 302
    assert Question.objects.get().state == QUESTION_OPEN
    assert Deed.objects.get().about == noor
    assert karin.post(page_of(question), {"do": "release"}).status_code == 409


@pytest.mark.parametrize("state", [TAKEN, ANSWERED, QUESTION_CLOSED])
def test_only_an_open_question_is_taken(client: Client, state: str) -> None:
    ask(client)
    Question.objects.update(state=state)
    phone, question = signed_in(member()), Question.objects.get()
    assert "Ta frågan" not in text(phone.get(page_of(question)))
    assert phone.post(page_of(question), {"do": "take"}).status_code == 409
    assert Question.objects.get().taken_by is None


def test_only_what_waits_for_her_is_given_back(client: Client) -> None:
    ask(client)
    noor, question = member(), Question.objects.get()
    threads.take(question, noor)
    assert "Lämna tillbaka" in text(signed_in(noor).get(page_of(question)))
    threads.answer_question(question, noor, "Ja", "x", question.opened)
    assert not threads.give_back(question, noor)
    assert "Lämna tillbaka" not in text(signed_in(noor).get(page_of(question)))


def test_colleagues_who_have_left_are_neither_offered_nor_given_a_question(client: Client) -> None:
    ask(client)
    noor, sara = member("Noor"), member("Sara")
    question = Question.objects.get()
    threads.take(question, noor)
    assert [one.name for one in threads.others_who_can(question, noor)] == ["Sara"]
    Person.objects.filter(pk=sara.pk).update(is_active=False)
    assert threads.others_who_can(question, noor) == []
    assert not threads.hand_to_colleague(question, noor, sara)
    assert not threads.take(question, sara)
    assert Question.objects.get().taken_by == noor


def test_what_she_had_taken_waits_for_all_when_she_can_no_longer_sign_in(client: Client) -> None:
    ask(client)
    noor = member()
    threads.take(Question.objects.get(), noor)
    facts = {"name": "Noor", "role": "member", "languages": ["sv"]}
    signed_in(coordinator()).post(f"{DESK}mammor/{noor.pk}/", facts)
    assert (Question.objects.get().state, Question.objects.get().taken_by) == (QUESTION_OPEN, None)


def test_a_question_is_not_closed_over_what_she_has_not_read(client: Client) -> None:
    code = ask(client)
    noor, question = member(), Question.objects.get()
    threads.take(question, noor)
    phone = signed_in(noor)
    seen = soup(phone.get(page_of(question))).select_one('input[name="seen"]')
    assert seen is not None
    client.post(ANSWER, {"code": code, "text": "En sak till", "send_id": "x"})
    late = phone.post(page_of(question), {"do": "close", "seen": str(seen["value"])})
    assert "Den som frågar har skrivit mer. Läs det först." in text(late)
    assert Question.objects.get().state == TAKEN
    assert phone.post(page_of(question), {"do": "close", "seen": "1"}).status_code == 302


def test_topic_language_and_text_are_not_about_her(client: Client) -> None:
    ask(client, name="Namnet")
    noor, question = member(), Question.objects.get()
    threads.take(question, noor)
    form = {"fields": [{"name": name, "role": role} for name, role in ROLES]}
    question.submission.answers = {name: "x" for name, _ in ROLES}

    class Site:
        forms = {question.submission.form: form}

    about = threads.about_asker(question, Site())  # type: ignore[arg-type]
    assert [field["name"] for field, _ in about] == ["d", "e", "f"]


ROLES = (("a", "text"), ("b", "language"), ("c", "topic"), ("d", "name"), ("e", "contact"), ("f", None))


def test_questions_about_what_she_knows_come_first(client: Client) -> None:
    noor, sara, zahra = member("Noor"), member("Sara"), member("Zahra")
    for text_, topic in (("Om arbete", "arbete"), ("Om hälsa", "halsa")):
        ask(client, text=text_)
        newest = Question.objects.exclude(topic="arbete").latest("opened")
        Question.objects.filter(pk=newest.pk).update(topic=topic)
    for person in (noor, zahra):
        Person.objects.filter(pk=person.pk).update(topics=["halsa"])
    shown = text(signed_in(noor).get(LIST))
    assert shown.index("Om hälsa") < shown.index("Om arbete")
    question = Question.objects.get(topic="halsa")
    assert [one.name for one in threads.others_who_can(question, sara)] == ["Noor", "Zahra"]
    assert [one.name for one in threads.others_who_can(question, noor)] == ["Zahra", "Sara"]


def test_she_changes_her_languages_and_topics_herself() -> None:
    noor = member(languages=("sv",))
    phone = signed_in(noor)
    told = phone.post(
        "/portal/sv/jag/", {"do": "facts", "languages": ["ar", "xx"], "topics": ["halsa", "nej"]}, follow=True
    )
    assert "Dina språk och ämnen är sparade." in text(told)
    kept = Person.objects.get(pk=noor.pk)
    assert (kept.languages, kept.topics) == (["ar"], ["halsa"])
    ticked = [box["value"] for box in soup(phone.get("/portal/sv/jag/")).select("input[checked]")]
    assert ticked == ["ar", "halsa"]
    assert "är sparade" not in text(phone.get("/portal/sv/jag/")), "said once"
    assert signed_in(coordinator()).post("/portal/sv/jag/", {"do": "facts"}).status_code == 404
