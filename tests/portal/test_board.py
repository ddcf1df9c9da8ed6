"""The board as members see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from board.help_requests import HelpRequest
from board.models import CAN, CONFIRMED, Answer
from people.models import ALUMNA, Person
from somebody import coordinator, member, on_day, publish, signed_in, soup, text

pytestmark = pytest.mark.django_db
SCHOOL, LIBRARY = "2019-03-14-forskolan", "2019-03-14-biblioteket"
BOARD = "/portal/sv/uppdrag/"


def say(phone: Client, says: str, help_request: str = SCHOOL, **more: str) -> int:
    return phone.post(f"{BOARD}{help_request}/", {"says": says, **more}).status_code


def card(phone: Client, help_request: str, language: str = "sv") -> str:
    found = soup(phone.get(f"/portal/{language}/uppdrag/")).find(id=help_request)
    assert found is not None
    return " ".join(found.get_text(" ").split())


def test_open_ones_come_first_by_day_and_past_ones_are_gone(phone: Client) -> None:
    page = soup(phone.get(BOARD))
    assert [item["id"] for item in page.select("main li[id]")] == [SCHOOL, LIBRARY, "2019-03-20-installd"]
    assert [heading.text for heading in page.select("main h2")] == ["Kan du hjälpa till?", "Stängda uppdrag"]
    assert "Inställt. Skolan har stängt." in card(phone, "2019-03-20-installd")


def test_in_her_language_from_facts_alone(publication: Path, phone: Client) -> None:
    words = {
        "Tolka ett samtal": "ترجمة محادثة",
        "Vi behöver %(count)s %(mamma_kort)s.": ["", "", "نحتاج إلى أمين.", "", "", ""],
        "Hittills har %(count)s sagt ja.": ["لم توافق أي واحدة.", "", "", "", "", ""],
    }
    publish(publication, lambda content: content["texts"]["ar"].update(words))
    shown = card(phone, SCHOOL, "ar")
    for words_of_hers in (
        "ترجمة محادثة",
        "الخميس",
        "17:00–19:00",
        "العربية",
        "نحتاج إلى أمين. لم توافق أي واحدة.",
        "أستطيع",
        "لا أستطيع",
    ):
        assert words_of_hers in shown
    own = soup(phone.get("/portal/ar/uppdrag/")).find(lang="sv", string="Tolka på föräldramöte")
    assert own is not None, "what has no translation is marked as Swedish"


def test_its_own_page_says_where_it_stands_and_what_is_only_thought(phone: Client) -> None:
    library, school = (text(phone.get(f"{BOARD}{help_request}/")) for help_request in (LIBRARY, SCHOOL))
    assert "Det här är vi inte säkra på: Dokumenten säger inte om biblioteket har öppet. Källa:" in library
    assert "Källa: Påhittat exempel" in school
    assert "vi inte säkra på" not in school


def test_one_tap_answers_and_one_takes_it_back(phone: Client) -> None:
    assert say(phone, "can") == 302
    shown = card(phone, SCHOOL)
    assert "Du har svarat ja. Titta här igen. Då ser du om uppdraget blir ditt." in shown
    assert "Hittills har 1 sagt ja." in shown
    assert "Du kan ångra dig till och med tisdag 12 mars." in shown
    assert say(phone, "withdrawn") == 302
    assert "Hittills har 0 sagt ja." in card(phone, SCHOOL)
    assert say(phone, "cannot") == 302
    assert "Du har svarat nej den här gången. Tack för att du svarade." in card(phone, SCHOOL)


def test_a_double_tap_is_one_answer(phone: Client) -> None:
    assert say(phone, "can") == 302
    first = Answer.objects.get().at
    assert say(phone, "can") == 302
    assert Answer.objects.get().at == first


def test_everybody_sees_how_many_and_nobody_who(phone: Client) -> None:
    other = signed_in(member("Hodan", ("so",)))
    say(phone, "can")
    for path in ("", f"{SCHOOL}/"):
        shown = text(other.get(BOARD + path))
        assert "Vi behöver 2 mammor. Hittills har 1 sagt ja." in shown
        assert "Noor" not in shown


def test_a_clash_is_said_before(phone: Client) -> None:
    say(phone, "can")
    shown = card(phone, LIBRARY)
    assert "Du har redan sagt ja till något på samma tid: Tolka ett samtal kl. 17–19" in shown
    assert "Jag kan ändå" in shown
    asked = phone.post(f"{BOARD}{LIBRARY}/", {"says": "can"})
    assert asked.status_code == 409
    assert "på samma tid:" in text(asked)
    assert Answer.objects.filter(request_id=LIBRARY).count() == 0
    assert say(phone, "can", LIBRARY, anyway="1") == 302


@pytest.mark.parametrize(
    ("first", "second", "is_clash"),
    [
        (("17:00", "19:00"), ("19:00", "20:00"), False),
        (("19:00", "20:00"), ("17:00", "19:00"), False),
        (("17:00", "19:00"), ("18:59", "20:00"), True),
        (("17:00", "19:00"), (None, None), True),
    ],
)
def test_who_goes_from_one_to_the_next_has_no_clash(
    first: tuple[str, str], second: tuple[str | None, str | None], is_clash: bool
) -> None:
    one, other = (
        HelpRequest({"id": name, "date": "2019-03-14", "start": start, "end": end})
        for name, (start, end) in (("a", first), ("b", second))
    )
    assert one.overlaps(other) is is_clash


def test_no_clash_when_she_is_not_needed_there(phone: Client) -> None:
    say(phone, "can")
    assert "på samma tid:" in card(phone, LIBRARY)
    Answer.objects.update(decision="thanked")
    assert "på samma tid:" not in card(phone, LIBRARY)


@pytest.mark.parametrize(("day", "status"), [("2019-03-12", 302), ("2019-03-13", 409)])
def test_answers_close_after_the_last_day(publication: Path, phone: Client, day: str, status: int) -> None:
    say(phone, "can")
    on_day(publication, day)
    assert say(phone, "withdrawn") == status
    if status == 409:
        assert "Det går inte att svara längre." in text(phone.post(f"{BOARD}{SCHOOL}/", {"says": "withdrawn"}))
        assert "Kan du inte längre? Säg till koordinatorn." in card(phone, SCHOOL)
        assert "Ångra" not in card(phone, SCHOOL)


def test_taking_back_undoes_the_confirmation(phone: Client) -> None:
    say(phone, "can")
    Answer.objects.update(decision=CONFIRMED)
    assert "Klart! Uppdraget är ditt." in card(phone, SCHOOL)
    say(phone, "withdrawn")
    say(phone, "can")
    assert Answer.objects.get().decision == ""


def test_cancelled_unknown_and_nonsense_are_refused(phone: Client) -> None:
    assert say(phone, "can", "2019-03-20-installd") == 409
    assert say(phone, "can", "finns-inte") == 404
    assert say(phone, "kanske") == 404
    assert Answer.objects.count() == 0


def test_alumnae_see_and_answer_and_coordinators_do_not_answer() -> None:
    assert say(signed_in(member("Sara", role=ALUMNA)), "can") == 302
    assert say(signed_in(coordinator()), CAN) == 404


def test_foreign_forms_are_refused(noor: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(noor)
    assert say(strict, "can") == 403
    assert Answer.objects.count() == 0


def test_many_help_requests_cost_as_few_questions_to_the_database_as_one(
    publication: Path, phone: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    def more(content: dict[str, list[dict[str, object]]]) -> None:
        content["requests"] += [{**content["requests"][0], "id": f"extra-{number}"} for number in range(40)]

    publish(publication, more)
    phone.get(BOARD)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(soup(phone.get(BOARD)).select("main li[id]")) == 43
