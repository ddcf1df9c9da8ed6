"""A question from asking to answer, as the asker and the members see it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from portal.sending import ANSWER, QUESTION, ask, asked, code_in, coordinator, hidden, member, signed_in, text_of
from questions import threads
from questions.asker import WRONG_CODES
from questions.codes import SIGNS, canonical_code, code_of
from questions.models import ANSWERED, QUESTION_OPEN, TAKEN, Message, Question

pytestmark = pytest.mark.django_db
LIST = "/portal/sv/fragor/"


def question_address() -> str:
    return f"{LIST}{Question.objects.get().pk}/"


def test_a_code_is_easy_to_write_down_and_kept_only_as_a_digest(client: Client) -> None:
    code = ask(client)
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert set(code) - {"-"} <= set(SIGNS)
    assert canonical_code(code) not in str(Question.objects.values().get())


def test_codes_differ(client: Client) -> None:
    assert len({ask(client) for _ in range(20)}) == 20


@pytest.mark.parametrize(
    "typed",
    [
        "7kq2-m0xa-31tr",
        "7KQ2M0XA31TR",
        " 7KQ2 MOXA 3ITR ",
        "7kq2–moxa–3ltr",
        "٧KQ٢-M٠XA-٣١TR",
        "۷KQ۲-M۰XA-۳۱TR",
        "７ＫＱ２Ｍ０ＸＡ３１ＴＲ",
    ],
)
def test_a_code_is_read_forgivingly(typed: str) -> None:
    assert canonical_code(typed) == "7KQ2M0XA31TR"


def test_the_code_belongs_to_the_portals_secret(settings: Settings) -> None:
    before = code_of("a" * 32)
    settings.SECRET_KEY = "another" * 10
    assert code_of("a" * 32) != before


def test_the_asker_comes_back_and_reads(client: Client) -> None:
    code = ask(client, text="Får barn komma?", name="Noor", contact="0700")
    question = Question.objects.get()
    person = member()
    threads.take(question, person)
    signed_in(person).post(question_address(), {"do": "answer", "text": "Ja!\n\nKom på tisdag.", "send_id": "x"})
    response = client.post(ANSWER, {"code": code.lower().replace("-", " ")})
    html = text_of(response)
    assert response.status_code == 200
    assert "Får barn komma?" in html
    assert '<p dir="auto">Kom på tisdag.</p>' in html
    assert "Svar från en grannmamma" in html
    assert code not in str(response.headers)
    assert not response.cookies


def test_she_asks_on_once_even_when_she_presses_twice(client: Client) -> None:
    code = ask(client)
    thread = client.post(ANSWER, {"code": code})
    sent = {**hidden(thread), "text": "Är det gratis?"}
    for _ in range(2):
        assert "Tack! Vi har fått det du skrev." in text_of(client.post(ANSWER, sent))
    assert [message.text for message in Message.objects.all()] == ["Är det gratis?"]


def test_asking_on_brings_the_question_back_to_who_has_it(client: Client) -> None:
    code = ask(client)
    person = member()
    question = Question.objects.get()
    threads.take(question, person)
    signed_in(person).post(question_address(), {"do": "answer", "text": "Ja", "send_id": "x"})
    client.post(ANSWER, {"code": code, "text": "När?", "send_id": "y"})
    question.refresh_from_db()
    assert (question.state, question.taken_by) == (TAKEN, person)


@pytest.mark.parametrize("text", ["", "x" * 2001], ids=["nothing", "too long"])
def test_what_cannot_be_sent_stays_in_the_page(client: Client, text: str) -> None:
    response = client.post(ANSWER, {"code": ask(client), "text": text})
    assert response.status_code == 422
    assert text in text_of(response)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "typed",
    ["", "1234-5678-9ABC", "fel", "\x00", "‮7KQ2", "x" * 5000],
    ids=["nothing", "nobody's", "a word", "NUL", "turned round", "5,000 signs"],
)
def test_a_wrong_code_is_told_in_clear_words(client: Client, typed: str) -> None:
    response = client.post(ANSWER, {"code": typed})
    assert response.status_code == 422
    assert "Vi hittar inte den koden" in text_of(response)


def test_wrong_codes_are_slowed_down_and_right_ones_are_not(client: Client) -> None:
    code = ask(client)
    rights = {client.post(ANSWER, {"code": code}).status_code for _ in range(WRONG_CODES.limit + 5)}
    wrongs = [client.post(ANSWER, {"code": "1234"}).status_code for _ in range(WRONG_CODES.limit + 1)]
    assert rights == {200}
    assert wrongs == [422] * WRONG_CODES.limit + [429]
    slowed = client.post(ANSWER, {"code": "1234", "text": "Min text"})
    assert "Vänta lite" in text_of(slowed)
    assert "Min text" in text_of(slowed)
    assert client.post(ANSWER, {"code": code}).status_code == 200, "who guesses keeps nobody from her answer"


def test_she_takes_her_question_away(client: Client) -> None:
    code = ask(client)
    assert "Vill du ta bort frågan?" in text_of(client.post(ANSWER, {"code": code, "delete": "ask"}))
    assert Question.objects.exists()
    assert "Frågan är borttagen" in text_of(client.post(ANSWER, {"code": code, "delete": "sure"}))
    assert not Question.objects.exists()


def test_members_see_open_questions_without_who_asked(client: Client) -> None:
    ask(client, text="Min fråga", language="ar", name="Hemligt Namn", contact="0701234567")
    ask(client, text="På somaliska", language="so")
    html = text_of(signed_in(member()).get(LIST))
    assert "Min fråga" in html
    assert "På somaliska" not in html
    assert "somaliska: 1" in html
    for secret in ("Hemligt Namn", "0701234567"):
        assert secret not in html
        assert secret not in text_of(signed_in(member()).get(f"{LIST}{Question.objects.get(language='ar').pk}/"))


def test_only_who_takes_it_sees_who_asked(client: Client) -> None:
    ask(client, name="Hemligt Namn")
    mine, other = signed_in(member("Noor")), signed_in(member("Sara"))
    mine.post(question_address(), {"do": "take"})
    assert "Hemligt Namn" in text_of(mine.get(question_address()))
    late = other.post(question_address(), {"do": "take"})
    assert late.status_code == 409
    assert "En annan mamma har tagit den frågan" in text_of(late)
    assert "Noor" not in text_of(late)
    assert "Hemligt Namn" not in text_of(other.get(question_address()))
    assert "Hemligt Namn" in text_of(coordinator().get(question_address()))


def test_two_taps_at_once_one_wins(client: Client) -> None:
    ask(client)
    seen_by_both = Question.objects.get()
    assert threads.take(seen_by_both, member("Noor"))
    assert not threads.take(seen_by_both, member("Sara"))


def test_given_back_it_is_open_again(client: Client) -> None:
    ask(client)
    person = member()
    for action in ("take", "give-back"):
        assert signed_in(person).post(question_address(), {"do": action}).status_code == 302
    assert (Question.objects.get().state, Question.objects.get().taken_by) == (QUESTION_OPEN, None)


def test_handed_to_a_colleague_who_speaks_the_language(client: Client) -> None:
    ask(client, language="ar")
    noor, sara, tove = member("Noor"), member("Sara"), member("Tove", ("sv",))
    mine = signed_in(noor)
    mine.post(question_address(), {"do": "take"})
    html = text_of(mine.get(question_address()))
    assert "Sara" in html
    assert "Tove" not in html
    assert mine.post(question_address(), {"do": "colleague", "colleague": str(tove.pk)}).status_code == 409
    mine.post(question_address(), {"do": "colleague", "colleague": str(sara.pk)})
    assert Question.objects.get().taken_by == sara


def test_handed_to_a_contact_the_asker_sees_it(client: Client) -> None:
    code = ask(client)
    mine = signed_in(member())
    mine.post(question_address(), {"do": "take"})
    mine.post(question_address(), {"do": "contact", "contact": "kontaktcenter"})
    assert Question.objects.get().state == ANSWERED
    told = text_of(client.post(ANSWER, {"code": code}))
    assert "0980-31 92 00" in told
    assert "Kommunens telefon" in told


def test_nobody_else_answers_or_reads(client: Client) -> None:
    ask(client, language="so")
    assert client.get(LIST).headers["Location"] == "/portal/sv/in/"
    assert client.post(question_address(), {"do": "take"}).headers["Location"] == "/portal/sv/in/"
    stranger = signed_in(member(languages=("ar",)))
    assert stranger.get(question_address()).status_code == 404
    assert stranger.post(question_address(), {"do": "take"}).status_code == 404
    assert stranger.post(question_address(), {"do": "answer", "text": "x"}).status_code == 404


def test_answering_needs_to_have_taken_it(client: Client) -> None:
    ask(client)
    response = signed_in(member()).post(question_address(), {"do": "answer", "text": "Ett svar", "send_id": "x"})
    assert response.status_code == 409
    assert not Message.objects.exists()


def test_an_identical_question_from_somebody_else_has_its_own_code(client: Client) -> None:
    assert code_in(client.post(QUESTION, asked())) != code_in(client.post(QUESTION, asked()))
