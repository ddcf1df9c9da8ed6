"""Nothing grows without end: what a person can add is limited, shown in pages, and goes one day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.utils.timezone import localdate, now

from board.models import Answer, KeptHelpRequest, Shown
from people import links
from people.models import Link, Person
from portal.sending import asked
from privacy.retention import Daily
from questions.models import Question
from questions.opening import question_of
from somebody import coordinator, member, publish, signed_in, soup
from submissions.models import Submission

pytestmark = pytest.mark.django_db
MOMENT = datetime(2019, 3, 5, 13, 30, tzinfo=UTC)
# What ends the rows of each model, or keeps them few.
ENDS = {
    "people.Person": "added and erased by a coordinator alone, erased by herself",
    "people.Link": "closed by the next one, gone a month later",
    "people.KeptSession": "the day after it ended",
    "people.Device": "ten of a person, with their sessions",
    "people.App": "one in use and one that is being set up, of a coordinator",
    "people.Recovery": "eight of a coordinator",
    "submissions.Submission": "on the day that its form says; so many in ten minutes",
    "submissions.Cleaning": "one row",
    "questions.Question": "with its submission",
    "questions.Message": "a hundred of a question, with it",
    "board.Answer": "one of a person to a request for help, with it",
    "board.RequestOutcome": "one of a request for help, with it",
    "board.KeptHelpRequest": "two years after its day",
    "board.Shown": "one of a person for each event in her calendar now",
    "desk.Draft": "thirty days after it was made",
    "trail.Deed": "on a day of its own",
}
OTHERS = {"auth.Permission", "auth.Group", "contenttypes.ContentType"}  # made by Django, of our own models


def test_every_kind_of_row_ends_one_day() -> None:
    assert {model._meta.label for model in apps.get_models()} - OTHERS == ENDS.keys()


def test_closed_links_go_after_a_month() -> None:
    noor = member()
    for days in (40, 31, 29):
        links.renew_link(noor, now() - timedelta(days=days))
    links.renew_link(noor, now() - timedelta(days=20))
    Daily().look(localdate())
    assert Link.objects.count() == 3, "those closed 29 and 20 days ago, and the one that opens"
    links.close_links(noor, now() - timedelta(days=31))
    Daily().look(localdate() + timedelta(days=1))
    assert not Link.objects.filter(revoked__lte=now() - timedelta(days=30)).exists()


def test_help_requests_of_long_ago_go_with_their_answers(publication: Path, phone: Client) -> None:
    for name in ("2019-03-14-forskolan", "2019-03-14-biblioteket"):
        assert phone.post(f"/portal/sv/uppdrag/{name}/", {"says": "can", "anyway": "1"}).status_code == 302
    KeptHelpRequest.objects.update(facts={"id": "x", "date": "2019-03-14"})
    publish(publication, lambda content: content.update(requests=content["requests"][:1], today="2021-03-13"))
    Daily().look(date(2026, 1, 1))
    assert Answer.objects.count() == 2
    publish(publication, lambda content: content.update(today="2021-03-14"))
    Daily().look(date(2026, 1, 2))
    assert [row.request_id for row in KeptHelpRequest.objects.all()] == ["2019-03-14-forskolan"], (
        "it is still published"
    )
    assert [row.request_id for row in Answer.objects.all()] == ["2019-03-14-forskolan"]
    (publication / "portal.json").unlink()
    Daily().look(date(2026, 1, 3))
    assert Answer.objects.count() == 1


def test_a_calendar_remembers_only_what_it_shows(publication: Path, phone: Client) -> None:
    address = str(soup(phone.get("/portal/sv/jag/")).select("code")[0].text).replace("http://testserver", "")
    assert phone.get(address).status_code == 200
    assert Shown.objects.count() == 1
    for number in range(3):
        publish(publication, lambda content, number=number: content["events"][0].update(id=f"mote-{number}"))  # type: ignore[misc]
        phone.get(address)
    assert Shown.objects.count() == 1


def test_the_same_box_ticked_many_times_is_one(phone: Client, noor: Person) -> None:
    phone.post("/portal/sv/jag/", {"do": "facts", "languages": ["ar"] * 90, "topics": ["halsa"] * 90})
    kept = Person.objects.get(pk=noor.pk)
    assert (kept.languages, kept.topics) == (["ar"], ["halsa"])


@pytest.fixture
def many_questions() -> None:
    form = {"id": "fraga", "fields": []}
    for number in range(120):
        sent = Submission(
            key=f"{number:032}",
            form="fraga",
            language="ar",
            answers={"text": "?"},
            received=MOMENT,
            due=date(2019, 9, 1),
        )
        sent.save()
        question_of(sent, form, f"{number:012}").save()


@pytest.mark.usefixtures("many_questions")
def test_long_lists_are_shown_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def read(_field: object, text: str) -> dict[str, str]:
        opened.append(text)
        return {"text": text}

    monkeypatch.setattr("at_rest.fields.SealedJSON.read", read)
    noor, desk = signed_in(member()), signed_in(coordinator())
    for client, path, most in ((noor, "fragor/", 20), (desk, "fragor/", 20), (desk, "koordinator/", 50)):
        opened.clear()
        page = soup(client.get(f"/portal/sv/{path}"))
        assert len(page.select("ul.cards")[0].select("li")) == most
        assert page.select("nav.buttons a")
        assert len(opened) <= most, "what is on other pages is not even unsealed"
    second = signed_in(Person.objects.get(role="member")).get("/portal/sv/fragor/?sida=6")
    assert len(soup(second).select("ul.cards li")) == 20


def test_help_requests_that_were_taken_away_are_shown_in_pages(publication: Path) -> None:
    publish(
        publication,
        lambda content: KeptHelpRequest.objects.bulk_create(
            KeptHelpRequest(request_id=f"borta-{number}", facts={**content["requests"][0], "id": f"borta-{number}"})
            for number in range(60)
        ),
    )
    page = soup(signed_in(coordinator()).get("/portal/sv/koordinator/uppdrag/"))
    assert len(page.select('a[href*="/koordinator/uppdrag/borta-"]')) == 50
    assert page.select_one('a[href="?borttagna=2"]')


def test_a_question_asked_many_times_over_is_one(client: Client) -> None:
    sent = asked()
    for _ in range(5):
        client.post("/portal/sv/formular/fraga/", sent)
    assert Question.objects.count() == 1
