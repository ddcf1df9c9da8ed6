"""What came of a request: told in one tap each, by who was there and by the coordinator, and summed up."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from board.models import CAN, CONFIRMED, Answer, RequestOutcome
from people.models import Person
from privacy.person_data import erase_person, person_data
from somebody import member, on_day, publish, signed_in, soup, text
from trail.models import Deed

pytestmark = pytest.mark.django_db
SCHOOL = "2019-03-14-forskolan"
HERS = f"/portal/sv/uppdrag/{SCHOOL}/"
TELL = f"{HERS}hur-gick-det/"
DESK = "/portal/sv/koordinator/"
RESULTS = f"{DESK}resultat/"


@pytest.fixture
def confirmed(publication: Path, noor: Person, karin: Client) -> Client:
    """Noor's telephone, the day after she went."""
    signed_in(noor).post(HERS, {"says": "can"})
    karin.post(f"{DESK}uppdrag/{SCHOOL}/", {"do": "confirm", "person": noor.pk})
    on_day(publication, "2019-03-15")
    return signed_in(noor)


def buttons(phone: Client, page: str) -> dict[str, dict[str, str]]:
    """{what stands on it: what it sends} of the buttons that tell something."""
    forms = soup(phone.get(page)).select(
        f"form[action='{TELL}']:has(input[type=hidden]:not([name=csrfmiddlewaretoken]))"
    )
    sent = [form.select("input[type=hidden]:not([name=csrfmiddlewaretoken])") for form in forms]
    return {
        form.button.text: {str(one["name"]): str(one["value"]) for one in fields}
        for form, fields in zip(forms, sent, strict=True)
        if form.button
    }


def tap(phone: Client, page: str, label: str) -> None:
    assert phone.post(TELL, buttons(phone, page)[label]).status_code == 302


def test_who_was_there_is_asked_on_the_board_and_tells_in_three_taps(confirmed: Client, karin: Client) -> None:
    board = "/portal/sv/uppdrag/"
    assert "Hur gick det? Tolka ett samtal" in text(confirmed.get(board))
    for page, label in ((board, "Det blev av"), (HERS, "1,5 timmar"), (HERS, "3")):
        tap(confirmed, page, label)
    assert "Hur gick det?" not in text(confirmed.get(board))
    row = RequestOutcome.objects.get()
    assert (row.what, row.minutes, row.helped, row.mothers) == ("done", 90, 3, 1)
    shown = soup(karin.get(f"{DESK}uppdrag/{SCHOOL}/"))
    assert [one.text for one in shown.select("[aria-pressed=true]")] == ["Det blev av", "1,5 timmar", "3"]
    assert Deed.objects.filter(what="told").count() == 3
    assert "Noor skrev hur det gick med ett uppdrag: Tolka på föräldramöte" in text(karin.get(f"{DESK}spar/"))


def test_a_double_tap_is_told_once_and_can_be_taken_back(confirmed: Client) -> None:
    tap(confirmed, HERS, "Ingen kom")
    tap(confirmed, HERS, "Ingen kom")
    assert Deed.objects.filter(what="told").count() == 1
    assert "Hur många fick hjälp?" not in text(confirmed.get(HERS))
    tap(confirmed, HERS, "Ångra")
    assert RequestOutcome.objects.get().what == ""
    assert "Hur gick det?" in text(confirmed.get("/portal/sv/uppdrag/"))


def test_the_coordinator_tells_in_the_same_way(publication: Path, karin: Client) -> None:
    on_day(publication, "2019-03-14")
    publish(publication, lambda content: content["requests"][0].update(start=None, end=None, answer_by="2019-03-12"))
    answers = f"{DESK}uppdrag/{SCHOOL}/"
    tap(karin, answers, "Det blev av")
    assert karin.post(TELL, {"helped": "٢٥"}).headers["Location"] == f"{answers}#hur"
    assert RequestOutcome.objects.get().helped == 25


@pytest.mark.parametrize(
    ("day", "change", "who"),
    [
        ("2019-03-13", {}, "confirmed"),
        ("2019-03-15", {"status": "cancelled", "reason": "Snö."}, "confirmed"),
        ("2019-03-15", {"date": "2019-03-13"}, "confirmed"),
        ("2019-03-15", {}, "thanked"),
        ("2019-03-15", {}, ""),
    ],
    ids=["not-yet", "cancelled", "other-day", "thanked", "undecided"],
)
def test_nobody_else_and_not_before(
    publication: Path, noor: Person, day: str, change: dict[str, str], who: str
) -> None:
    phone = signed_in(noor)
    phone.post(HERS, {"says": CAN})
    Answer.objects.update(decision=who)
    publish(publication, lambda content: content["requests"][0].update(change))
    on_day(publication, day)
    assert phone.post(TELL, {"what": "done"}).status_code == 404
    assert "Hur gick det?" not in text(phone.get(HERS))
    assert RequestOutcome.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"minutes": "1,5"}, 90),
        ({"minutes": " 2 "}, 120),
        ({"minutes": "۰٫۲۵"}, 15),
        ({"minutes": "0.25"}, 15),
        ({"minutes": "0"}, None),
        ({"minutes": "25"}, None),
        ({"minutes": "-1"}, None),
        ({"minutes": "1e3"}, None),
        ({"minutes": "många"}, None),
        ({"helped": "12345"}, None),
        ({"helped": "1.5"}, None),
        ({"what": "perhaps"}, None),
    ],
    ids=range(12),
)
def test_what_is_no_number_is_said_and_not_kept(confirmed: Client, sent: dict[str, str], kept: int | None) -> None:
    confirmed.post(TELL, sent)
    assert [row.minutes for row in RequestOutcome.objects.all()] == ([kept] if kept else [])
    assert ("Skriv med siffror, till exempel 2." in soup(confirmed.get(HERS)).text) is (kept is None)


def test_words_are_sealed_hers_and_gone_with_her(confirmed: Client, noor: Person, karin: Client) -> None:
    tap(confirmed, HERS, "Det blev av")
    confirmed.post(TELL, {"words": "Alla tackade."})
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM board_requestoutcome")
        assert "tackade" not in str(cursor.fetchall())
    assert person_data(noor)["board"]["told"][0]["words"] == "Alla tackade."
    assert "Alla tackade." in text(karin.get(RESULTS))
    erase_person(noor, Answer.objects.get().at)
    row = RequestOutcome.objects.get()
    assert (row.words, row.words_by, row.what, row.mothers) == ("", None, "done", 1)


def test_results_are_summed_up_and_taken_along(confirmed: Client, karin: Client) -> None:
    for sent in ({"what": "done"}, {"minutes": "1.5"}, {"helped": "12"}, {"words": "=1+1"}):
        confirmed.post(TELL, sent)
    row = soup(karin.get(RESULTS)).select_one("tbody tr")
    assert row is not None
    assert [cell.text for cell in row.select("th, td")] == ["2019", "1", "0", "2", "1", "1,5 timmar", "12"]
    shown = text(karin.get(RESULTS))
    assert "Det blev av Mammor som gick: 1 Mammornas tid: 1,5 timmar Fick hjälp: 12" in shown
    body = b"".join(karin.get(f"{RESULTS}export.csv")).decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    told = next(one for one in rows if one["what"])
    assert (told["date"], told["hours_each"], told["hours_together"], told["helped"]) == (
        "2019-03-14",
        "1.5",
        "1.5",
        "12",
    )
    assert told["words"] == "'=1+1"
    assert Deed.objects.filter(what="took-results").count() == 1
    assert karin.get(f"{RESULTS}export.pdf").status_code == 404


def test_for_coordinators_alone(confirmed: Client, client: Client) -> None:
    for page in (RESULTS, f"{RESULTS}export.csv"):
        assert confirmed.get(page).status_code == 403
        assert client.get(page).status_code == 302
    assert client.post(TELL, {"what": "done"}).status_code == 302
    assert signed_in(member("Sara")).post(TELL, {"what": "done"}).status_code == 404


def test_it_goes_with_the_request(publication: Path, confirmed: Client, karin: Client) -> None:
    tap(confirmed, HERS, "Det blev av")
    publish(publication, lambda content: content.update(requests=[]))
    assert Answer.objects.get().decision == CONFIRMED
    assert "Tolka ett samtal" in text(karin.get(RESULTS)), "what was taken from the site after it stays in the results"
    assert confirmed.get(HERS).status_code == 404
