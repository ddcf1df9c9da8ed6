"""What is said after a question: once, in order, and not without end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from people.models import Person
from portal.sending import ANSWER, QUESTION, ask, asked, code_in, hidden, signed_in, text_of
from questions import messages, threads
from questions.models import ANSWERED, QUESTION_OPEN, TAKEN, Message, Question
from somebody import member

pytestmark = pytest.mark.django_db
LIST = "/portal/sv/fragor/"


@pytest.fixture
def sara() -> Person:
    return member("Sara", ("sv",))


def say_on(client: Client, code: str, count: int, first: int = 0) -> list[int]:
    numbers = range(first, first + count)
    return [client.post(ANSWER, {"code": code, "text": f"Nr {n}.", "send_id": str(n)}).status_code for n in numbers]


def test_an_asker_waits_for_an_answer_after_ten_messages(client: Client, sara: Person) -> None:
    code = ask(client)
    assert say_on(client, code, 12) == [200] * 10 + [409] * 2
    refused = client.post(ANSWER, {"code": code, "text": "Min text", "send_id": "x"})
    assert "Vänta tills någon har svarat" in text_of(refused)
    assert "Min text</textarea>" in text_of(refused)
    assert client.post(ANSWER, {"code": code, "text": "Nr 3.", "send_id": "3"}).status_code == 200, "sent twice"
    question = Question.objects.get()
    threads.take(question, sara)
    threads.answer_question(question, sara, "Ja", "x", now())
    assert say_on(client, code, 11, 20) == [200] * 10 + [409]


def test_a_question_has_room_for_so_many_and_no_more(client: Client, sara: Person) -> None:
    code = ask(client)
    question = Question.objects.get()
    threads.take(question, sara)
    for number in range(messages.MOST_MESSAGES):
        assert threads.answer_question(question, sara, f"Svar {number}", str(number), now())
    assert "Här får inte mer text plats" in text_of(client.post(ANSWER, {"code": code, "text": "Mer"}))
    late = signed_in(sara).post(f"{LIST}{question.pk}/", {"do": "answer", "text": "Mitt svar", "send_id": "y"})
    assert late.status_code == 409
    assert "Mitt svar</textarea>" in text_of(late)
    assert Message.objects.count() == messages.MOST_MESSAGES


def test_long_threads_come_in_pages_for_both(client: Client, sara: Person) -> None:
    code = ask(client)
    question = Question.objects.get()
    threads.take(question, sara)
    for number in range(25):
        threads.answer_question(question, sara, f"Svar {number}.", str(number), now())
    pages = [
        *(text_of(client.post(ANSWER, {"code": code, "sida": page})) for page in ("1", "3")),
        *(text_of(signed_in(sara).get(f"{LIST}{question.pk}/", {"sida": page})) for page in ("1", "3")),
    ]
    shown = [[f"Svar {number}." in page for number in (0, 4, 5, 15, 24)] for page in pages]
    assert shown == [[False, False, False, True, True], [True, True, False, False, False]] * 2
    assert pages[0].index("Svar 20.") < pages[0].index("Svar 24."), "the oldest first"
    assert ("Äldre" in pages[0], "Nyare" in pages[0]) == (True, False)


def test_the_longest_thread_is_a_small_page(client: Client) -> None:
    code = ask(client)
    for number in range(messages.MOST_UNANSWERED):
        client.post(ANSWER, {"code": code, "text": f"{number} " + "x" * 1990, "send_id": str(number)})
    assert len(client.post(ANSWER, {"code": code}).content) < 60_000


def test_order_is_that_of_coming_whatever_the_clock_says(client: Client, sara: Person) -> None:
    code = ask(client)
    question = Question.objects.get()
    threads.take(question, sara)
    threads.answer_question(question, sara, "Först", "x", now())
    threads.ask_on(question, "Sedan", "y", now() - timedelta(hours=2))
    html = text_of(client.post(ANSWER, {"code": code}))
    assert html.index("Först") < html.index("Sedan")
    assert all(message.at.second == message.at.microsecond == 0 for message in Message.objects.all())


def test_a_message_sent_again_reopens_nothing(client: Client, sara: Person) -> None:
    code = ask(client)
    question = Question.objects.get()
    once_more = {**hidden(client.post(ANSWER, {"code": code})), "code": code, "text": "När?"}
    client.post(ANSWER, once_more)
    threads.take(question, sara)
    threads.answer_question(question, sara, "Klockan tre", "x", now())
    client.post(ANSWER, once_more)
    assert Question.objects.get().state == ANSWERED
    threads.close_question(question, sara)
    client.post(ANSWER, once_more)
    assert Question.objects.get().state == "closed"


def test_an_answer_sent_again_hides_no_later_question(client: Client, sara: Person) -> None:
    code = ask(client)
    question = Question.objects.get()
    threads.take(question, sara)
    answer = {"do": "answer", "text": "Klockan tre", "send_id": "x"}
    phone = signed_in(sara)
    phone.post(f"{LIST}{question.pk}/", answer)
    client.post(ANSWER, {"code": code, "text": "Och på fredag?", "send_id": "y"})
    phone.post(f"{LIST}{question.pk}/", answer)
    assert (Question.objects.get().state, Message.objects.count()) == (TAKEN, 2)


def test_who_has_taken_her_question_away_meanwhile_asks_on_for_nothing(client: Client) -> None:
    ask(client)
    question = Question.objects.get()
    threads.ask_on(question, "Mer", "w", now())
    assert Message.objects.count() == 1
    question.submission.delete()
    threads.ask_on(question, "Mer", "x", now())
    assert not Message.objects.exists()


def test_many_questions_come_in_pages(client: Client, sara: Person) -> None:
    telephones = (f"192.0.2.{number}" for number in range(45))
    codes = {code_in(client.post(QUESTION, asked("Fråga."), REMOTE_ADDR=telephone)) for telephone in telephones}
    assert len(codes) == 45
    Question.objects.update(opened=datetime.fromisoformat("2019-03-05T12:00:00+01:00"))
    for question in Question.objects.all()[:22]:
        threads.take(question, sara)
    phone = signed_in(sara)
    first, second = (text_of(phone.get(LIST, {"sida": page, "mina": page})) for page in ("1", "2"))
    assert (first.count("Läs frågan"), second.count("Läs frågan")) == (40, 2 + 3)
    assert "Nästa sida" in first
    assert "Föregående sida" in second
    assert Question.objects.filter(state=QUESTION_OPEN).count() == 23
