"""How long things are kept, what a person may have and have taken away, and what the coordinator gets."""

from __future__ import annotations

import csv
import io
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.timezone import localdate, localtime
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from portal.sending import QUESTION, ask, asked, by_script, coordinator, member, signed_in, text_of
from privacy import retention
from privacy.person_data import person_data
from privacy.retention import Daily, delete_due
from questions import person as of_questions
from questions import threads
from questions.models import Message, Question
from submissions import person as of_submissions
from submissions.export import form_head, form_rows
from submissions.models import Cleaning, Submission
from web.spreadsheet import csv_lines, harmless, workbook

pytestmark = pytest.mark.django_db
VISIT = "/portal/sv/formular/cafebesok/"
TABLE = "/portal/sv/koordinator/svar/fraga/"


def test_gone_on_the_day_it_is_due_with_all_answers(client: Client) -> None:
    code = ask(client)
    client.post("/portal/sv/svar/", {"code": code, "text": "Mer", "send_id": "x"})
    last_day = localdate() + timedelta(days=180)
    assert delete_due(last_day - timedelta(days=1)) == 0
    assert "Mer" in text_of(client.post("/portal/sv/svar/", {"code": code}))
    assert delete_due(last_day) == 1
    assert "Vi hittar inte den koden" in text_of(client.post("/portal/sv/svar/", {"code": code}))
    assert not any(model.objects.exists() for model in (Submission, Question, Message))


def test_the_portal_cleans_up_by_itself_once_a_day(client: Client) -> None:
    ask(client)
    last_day = localdate() + timedelta(days=180)
    first, second = Daily(), Daily()  # two processes
    for process in (first, second, first):
        process.look(last_day - timedelta(days=1))
    assert Submission.objects.count() == 1
    second.look(last_day)
    assert not Submission.objects.exists()


def test_the_work_of_earlier_days_leaves_no_trace() -> None:
    for day in (date(2019, 3, 4), date(2019, 3, 5), date(2019, 3, 5)):
        Daily().look(day)
    assert [row.day for row in Cleaning.objects.all()] == [date(2019, 3, 5)]


def test_one_process_does_the_work_of_a_day(client: Client) -> None:
    Daily().look(localdate())
    ask(client)
    Submission.objects.update(due=localdate())
    Daily().look(localdate())
    assert Submission.objects.exists()


def test_a_failed_clean_up_disturbs_nobody_and_is_tried_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(client)
    last_day = localdate() + timedelta(days=180)
    process = Daily()

    def locked(_: date) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(retention, "delete_due", locked)
        process.look(last_day)
    assert Submission.objects.exists()
    process.look(last_day)
    assert not Submission.objects.exists()


def test_a_day_is_looked_at_once_and_one_thread_does_its_work(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ask(client)
    last_day = localdate() + timedelta(days=180)
    process = Daily()
    with ThreadPoolExecutor(1) as threads, process._turn:
        threads.submit(process.look, last_day).result(timeout=600)  # whoever comes while another cleans up goes on
    assert Submission.objects.exists()
    process.look(last_day)
    assert not Submission.objects.exists()
    with django_assert_num_queries(0):
        process.look(last_day)


def test_a_failed_clean_up_is_logged_without_what_it_was_about(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked(_: date) -> None:
        raise OperationalError("key 'a@b.example' is locked")

    monkeypatch.setattr(retention, "delete_due", locked)
    monkeypatch.setattr(logging.getLogger("brygga"), "propagate", True)
    Daily().look(date(2019, 3, 5))
    assert [(one.levelname, one.getMessage()) for one in caplog.records] == [
        ("ERROR", "daily clean-up: OperationalError")
    ]


def test_what_a_member_may_have(client: Client) -> None:
    person = member()
    signed_in(person).post("/portal/sv/formular/cafebesok/", by_script(day="2019-03-05", place="kvarnen", visitors="7"))
    ask(client, name="Den som frågar")
    threads.take(Question.objects.get(), person)
    threads.answer_question(Question.objects.get(), person, "Välkommen!", "x", Question.objects.get().opened)
    kept = person_data(person)["submissions"]
    assert kept["submissions"][0]["answers"]["visitors"] == 7
    assert [answer["text"] for answer in kept["answers"]] == ["Välkommen!"]
    assert kept["questions_taken"] == 1
    assert "Den som frågar" not in str(kept)


def test_what_is_left_of_a_member_says_nothing_of_her(client: Client) -> None:
    person = member()
    signed_in(person).post("/portal/sv/formular/cafebesok/", by_script(day="2019-03-05", place="kvarnen", visitors="7"))
    ask(client)
    threads.take(Question.objects.get(), person)
    of_questions.erase(person)
    of_submissions.erase(person)
    assert person_data(person)["submissions"] == {"submissions": [], "answers": [], "questions_taken": 0}
    assert Submission.objects.get(form="cafebesok").answers["visitors"] == 7
    assert Question.objects.get().state == "open"


def test_the_table_has_the_columns_of_the_form(client: Client) -> None:
    client.post(QUESTION, asked('Hej, "du"\nÅ', language="ar", name="=HYPERLINK(1)"))
    response = coordinator().get(f"{TABLE}export.csv")
    body = b"".join(response).decode("utf-8")
    assert body.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(body.removeprefix("\ufeff"), newline=""))
    assert head == ["received", "text", "language", "name", "contact"]
    assert row[1:] == ['Hej, "du"\nÅ', "ar", "'=HYPERLINK(1)", ""]


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@SUM", "\t=1", "  =1", "＝1"], ids=ascii)
def test_nothing_is_calculated(text: str) -> None:
    assert harmless(text).startswith("'")
    assert harmless(text).replace("'", "") == text


@given(st.text("=+-@＝;,|\t\n \"'a\u00a0", max_size=12), st.sampled_from(",;\t|"))
def test_nothing_comes_alive_whatever_the_spreadsheet_splits_at(text: str, separator: str) -> None:
    form = {"id": "x", "fields": [{"name": "first"}, {"name": "second"}]}
    sent = Submission(answers={"first": text, "second": text}, received=localtime())
    table = "".join(csv_lines(form_head(form), form_rows(form, [sent]))).removeprefix("\ufeff")
    cells = [cell for line in csv.reader(io.StringIO(table, newline=""), delimiter=separator) for cell in line]
    assert len(cells) > 1, "a line of names and one of what was sent"
    assert [cell for cell in cells if cell.strip(' \u00a0\t\r\n"').startswith(tuple("=+-@＝"))] == []


def test_an_excel_file_holds_texts_and_whole_numbers() -> None:
    ask_for_visits = {"id": "x" * 40, "fields": [{"name": "text"}, {"name": "visitors"}, {"name": "agree"}]}
    sent = Submission(answers={"text": "=1+1", "visitors": 7}, received=datetime(2019, 3, 5, 11, 30, tzinfo=UTC))
    sheet = load_workbook(
        io.BytesIO(workbook("x" * 40, form_head(ask_for_visits), form_rows(ask_for_visits, [sent])))
    ).worksheets[0]
    head, row = sheet.iter_rows()
    assert [cell.value for cell in head] == ["received", "text", "visitors", "agree"]
    assert [(cell.value, cell.data_type) for cell in row[:3]] == [("2019-03-05 12:30", "s"), ("=1+1", "s"), (7, "n")]
    assert row[1].number_format == "@", "it is a text, too, for who edits it"


def test_moments_are_swedish_and_no_finer_than_minutes() -> None:
    person = member()
    signed_in(person).post(VISIT, by_script(day="2019-03-05", place="kvarnen", visitors="7"))
    kept = Submission.objects.get()
    assert (kept.received.second, kept.received.microsecond) == (0, 0)
    Submission.objects.update(received=datetime(2019, 7, 5, 22, 30, tzinfo=UTC))
    assert person_data(person)["submissions"]["submissions"][0]["received"] == "2019-07-06T00:30:00+02:00"
    table = b"".join(coordinator().get(TABLE.replace("fraga", "cafebesok") + "export.csv")).decode()
    assert "2019-07-06 00:30" in table


def test_words_and_numbers_stay_as_they_are() -> None:
    assert [harmless(text) for text in ("Hej", "070-1", "", "a=b")] == ["Hej", "070-1", "", "a=b"]


def test_the_coordinator_reads_and_deletes(client: Client) -> None:
    ask(client, text="<b>Hej</b>", language="so")
    karin = coordinator()
    assert "Antal: 1" in text_of(karin.get("/portal/sv/koordinator/svar/"))
    html = text_of(karin.get(TABLE))
    assert "&lt;b&gt;Hej" in html
    assert "Soomaali" in html
    one = f"{TABLE}{Submission.objects.get().pk}/"
    assert "Vill du ta bort det här?" in text_of(karin.get(one))
    assert Submission.objects.exists()
    assert karin.post(one).headers["Location"] == TABLE
    assert not Submission.objects.exists()


def test_a_form_that_is_no_longer_published_can_still_be_read(client: Client) -> None:
    ask(client, text="Gammal fråga")
    Submission.objects.update(form="gammal")
    karin = coordinator()
    assert "Gammal fråga" in text_of(karin.get("/portal/sv/koordinator/svar/gammal/"))
    assert karin.get("/portal/sv/koordinator/svar/aldrig/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/portal/sv/koordinator/svar/", TABLE, f"{TABLE}export.csv", f"{TABLE}export.xlsx", f"{TABLE}{'a' * 32}/"]
)
def test_for_coordinators_alone(client: Client, path: str) -> None:
    assert client.get(path).status_code == 302
    assert signed_in(member()).get(path).status_code == 403
    assert signed_in(member()).post(path).status_code in (403, 405)
