"""A form is sent: what is kept, what she is told, and what never happens twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from portal.sending import QUESTION, asked, by_script, code_in, hidden, member, signed_in, text_of
from reception.views import SENDERS
from submissions.models import Submission

pytestmark = pytest.mark.django_db
TOPIC = "/portal/sv/formular/foresla-amne/"
VISIT = "/portal/sv/formular/cafebesok/"


def test_an_answer_is_kept_with_its_last_day(client: Client) -> None:
    response = client.post(
        TOPIC, by_script(topic="  Cykla\r\n", topics=["halsa", "arbete"], from_day="5/3 2019", agree="1")
    )
    assert response.status_code == 200
    assert "Tack. Vi har fått det du skrev." in text_of(response)
    kept = Submission.objects.get()
    assert kept.answers == {
        "topic": "Cykla",
        "topics": ["halsa", "arbete"],
        "from_day": "2019-03-05",
        "agree": True,
    }
    assert kept.due == localdate() + timedelta(days=365)


def test_sent_twice_is_kept_once_and_thanked_twice(client: Client) -> None:
    sent = asked()
    codes = {code_in(client.post(QUESTION, sent)) for _ in range(3)}
    assert len(codes) == 1
    assert Submission.objects.count() == 1


def test_changed_and_sent_again_is_another_one(client: Client) -> None:
    sent = asked("En")
    codes = {code_in(client.post(QUESTION, {**sent, "text": text})) for text in ("En", "Två")}
    assert len(codes) == 2
    assert Submission.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"send_id": "", "seconds_open": ""},
        {"send_id": "kort"},
        {"seconds_open": "2"},
        {"seconds_open": "x"},
        {"webbplats": "http://köp.example"},
    ],
    ids=["no JavaScript", "not ours", "too quick", "no time", "trap"],
)
def test_looked_over_before_it_is_kept(client: Client, change: dict[str, str]) -> None:
    first = client.post(QUESTION, {**asked("Får barn komma?"), **change})
    assert "Kontrollera och skicka" in text_of(first)
    assert "Får barn komma?" in text_of(first)
    assert not Submission.objects.exists()


def test_second_press_without_javascript_is_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.post(QUESTION, asked("Får barn komma?", send_id="", seconds_open=""))
    monkeypatch.setattr("submissions.filled_form.QUICKEST", 0)
    again = {**hidden(first), "text": "Får barn komma?", "language": "sv"}
    assert code_in(client.post(QUESTION, again)) == code_in(client.post(QUESTION, again))
    assert Submission.objects.count() == 1


def test_two_people_with_the_same_words_are_two(client: Client) -> None:
    pages = [client.get(QUESTION) for _ in range(2)]
    assert len({hidden(page)["send_id"] for page in pages}) == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": ""}, "Skriv något här."),
        ({"text": "x" * 2001}, "Den får ha högst 2000 tecken."),
        ({"language": ""}, "Välj något här."),
        ({"language": "tlh"}, "Välj något i listan."),
    ],
)
def test_wrong_content_is_told_and_her_text_stays(client: Client, wrong: dict[str, str], told: str) -> None:
    response = client.post(QUESTION, {**asked("Hej", name="Noor"), **wrong})
    html = text_of(response)
    assert response.status_code == 422
    assert "Något saknas eller är fel" in html
    assert told in html
    assert 'value="Noor"' in html
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("visitors", "kept"),
    [
        ("12", 12),
        ("1 2", 12),
        ("١٢", 12),
        ("۱۲", 12),
        ("0", 0),
        ("501", None),
        ("-1", None),
        ("3,5", None),
        ("många", None),
    ],
)
def test_numbers_as_people_type_them(visitors: str, kept: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("submissions.filled_form.QUICKEST", 0)
    person = member()
    client = signed_in(person)
    sent = {**hidden(client.get(VISIT)), "day": "2019-03-05", "place": "kvarnen", "visitors": visitors}
    response = client.post(VISIT, sent)
    assert response.status_code == (200 if kept is not None else 422)
    assert [row.answers["visitors"] for row in Submission.objects.filter(from_member=person)] == (
        [] if kept is None else [kept]
    )


@pytest.mark.parametrize("day", ["2019-03-05", "5/3 2019", "5.3.2019", "05/03/2019", "٢٠١٩-٠٣-٠٥"])
def test_days_as_people_type_them(client: Client, day: str) -> None:
    client.post(TOPIC, by_script(topic="x", from_day=day))
    assert Submission.objects.get().answers["from_day"] == "2019-03-05"


@pytest.mark.parametrize("day", ["2019-02-30", "30/2 2019", "i går", "19-3-5", "2019-03-05T10:00"])
def test_what_is_no_day(client: Client, day: str) -> None:
    response = client.post(TOPIC, by_script(topic="x", from_day=day))
    assert "Skriv dagen så här: 2019-03-05." in text_of(response)


def test_members_forms_are_theirs_alone(client: Client) -> None:
    for answer in (client.get(VISIT), client.post(VISIT, by_script(visitors="3"))):
        assert (answer.status_code, answer.headers["Location"]) == (302, "/portal/sv/in/")


def test_a_members_form_from_another_site_is_not_kept() -> None:
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies = signed_in(member()).cookies
    sent = by_script(day="2019-03-05", place="kvarnen", visitors="3")
    first = guarded.post(VISIT, sent)
    assert "Kontrollera och skicka" in text_of(first)
    assert not Submission.objects.exists()
    second = guarded.post(VISIT, {**sent, **hidden(first), "seconds_open": "30", "opened": ""})
    assert "Tack" in text_of(second)
    assert Submission.objects.count() == 1


def test_too_many_from_one_telephone_wait_and_keep_their_text(client: Client) -> None:
    statuses = [client.post(QUESTION, asked(str(count))).status_code for count in range(SENDERS.each.limit)]
    slowed = client.post(QUESTION, asked("Min långa fråga"))
    assert set(statuses) == {200}
    assert slowed.status_code == 429
    assert int(slowed.headers["Retry-After"]) > 0
    assert "Min långa fråga" in text_of(slowed)
    elsewhere = client.post(QUESTION, asked("Från en annan telefon"), headers={"X-Real-IP": "203.0.113.9"})
    assert elsewhere.status_code == 200
    report = by_script(day="2019-03-05", place="kvarnen", visitors="7")
    assert signed_in(member()).post(VISIT, report).status_code == 200, "a member does not wait for others"


def test_one_who_floods_leaves_the_others_of_her_cafe_their_share(client: Client) -> None:
    """They share one address. Who pretends to be many has no more than a café has."""
    flood = [client.post(QUESTION, asked(str(n)), headers={"User-Agent": "robot"}).status_code for n in range(60)]
    assert flood == [200] * 40 + [429] * 20
    for number in range(80):
        phone = {"User-Agent": f"telefon {number % 20}", "Accept-Language": "ar" if number % 2 else "so"}
        assert client.post(QUESTION, asked(f"Fråga {number}"), headers=phone).status_code == 200
    assert client.post(QUESTION, asked(), headers={"User-Agent": "telefon 21"}).status_code == 429
    assert client.post(QUESTION, asked(), headers={"X-Real-IP": "203.0.113.9"}).status_code == 200


def test_telephones_of_one_network_have_a_share_each_and_one_limit_together(client: Client) -> None:
    statuses = [
        [
            client.post(QUESTION, asked(f"{n} {m}"), headers={"X-Real-IP": f"2001:db8:1:2::{n}"}).status_code
            for m in range(41)
        ]
        for n in range(1, 4)
    ]
    assert statuses == [[200] * 40 + [429]] * 3
    assert client.post(QUESTION, asked(), headers={"X-Real-IP": "2001:db8:1:2::9"}).status_code == 429
    assert client.post(QUESTION, asked(), headers={"X-Real-IP": "2001:db8:1:3::9"}).status_code == 200


def test_what_is_not_kept_is_not_counted(client: Client) -> None:
    for _ in range(SENDERS.each.limit):
        client.post(QUESTION, asked(""))
        client.post(QUESTION, asked("Hej", seconds_open=""))
    assert client.post(QUESTION, asked()).status_code == 200


def test_far_too_long_is_a_clear_page(client: Client) -> None:
    response = client.post(QUESTION, asked("x" * 240_000))
    assert response.status_code == 413
    assert "Det var för mycket text" in text_of(response)


def test_what_was_written_is_shown_as_text(client: Client) -> None:
    html = text_of(client.post(QUESTION, asked("<script>alert(1)</script>", language='"><img src=x>')))
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_direction_overrides_and_control_signs_are_taken_out(client: Client) -> None:
    client.post(QUESTION, asked("a\u202eb\x07c\r\nd\u2028e\u200cf", language="ar"))
    assert Submission.objects.get().answers["text"] == "abc\nd\ne\u200cf"


@pytest.mark.parametrize("path", [QUESTION, TOPIC, "/portal/ar/formular/fraga/", "/portal/sv/svar/"])
def test_residents_get_no_cookie(client: Client, path: str) -> None:
    answers: list[Any] = [client.get(path), client.post(path, asked()), client.post(path, {"code": "fel"})]
    assert not any(answer.cookies for answer in answers)
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_in_her_language(client: Client) -> None:
    html = text_of(client.get("/portal/ar/formular/fraga/"))
    assert "أرسلي السؤال" in html
    assert 'dir="rtl"' in html


def test_how_long_it_is_kept_is_said(client: Client) -> None:
    assert "Vi sparar det i 180 dagar." in text_of(client.get(QUESTION))


def test_no_such_form(client: Client) -> None:
    assert client.get("/portal/sv/formular/finns-inte/").status_code == 404
    assert client.post("/portal/xx/formular/fraga/", asked()).status_code == 404
