"""What is new: from the records, and from what git remembers, for residents and for members."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from brygga.check.source import read_source, seen_by
from brygga.history.texts import read_history
from brygga.model.record import MEMBERS, PUBLIC
from brygga.portal_feed.requests import requests_json
from brygga.site.build import latest_news
from brygga.view.member_events import events_json
from brygga.view.news import NewsEntry, news_json
from tinysite import TODAY, everything, put, put_all

pytestmark = pytest.mark.many

CONTACT = "title: Larm\nneed: urgent\norder: 1\nsummary: {}\nsituations: [Det brinner.]\nphone: {}\nsource: Provdata\n"
PAGE = "---\ntitle: {}\ndescription: Tips.\n{}---\n\n{}\n"
GIT = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Every status of a date, requests, and prose."""
    project = everything(tmp_path / "project")
    put(project / "docs/tips.md", PAGE.format("Tips", "", "Ring först."))
    return project


def news(root: Path, audience: str = PUBLIC) -> list[NewsEntry]:
    return latest_news(seen_by(audience, read_source(root, TODAY)))


def told(root: Path, audience: str = PUBLIC) -> list[tuple[str, str, str]]:
    return [(str(entry.told), entry.kind, entry.title) for entry in news(root, audience)]


def commit(root: Path, day: str, files: dict[str, Any]) -> None:
    put_all(root, files)
    if not (root / ".git").exists():
        subprocess.run([*GIT, "init", "-q"], cwd=root, check=True)
    subprocess.run([*GIT, "add", "-A"], cwd=root, check=True)
    environment = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "TZ": "UTC"}
    subprocess.run([*GIT, "commit", "-qm", "x"], cwd=root, check=True, env={**environment, "PATH": "/usr/bin:/bin"})


# From the records


def test_changes_come_newest_first_each_with_its_reason(root: Path) -> None:
    changes = [entry for entry in news(root) if entry.title == "Tisdagscafé" and entry.kind != "new"]
    assert [(str(entry.told), entry.kind, entry.detail, str(entry.day), entry.new_day) for entry in changes] == [
        ("2019-03-12", "moved", "Bussen.", "2019-04-09", None),
        ("2019-03-11", "moved", "Målning.", "2019-04-02", None),
        ("2019-03-10", "moved", "Studiedag.", "2019-03-26", date(2019, 3, 27)),
        ("2019-03-09", "postponed", "Snö.", "2019-03-19", None),
        ("2019-03-08", "cancelled", "Vattenläcka.", "2019-03-12", None),
    ]
    assert changes[0].url == "program/tisdag/2019-04-09/"


def test_a_guest_who_moves_leads_to_the_day_that_was_planned(root: Path) -> None:
    entry = next(entry for entry in news(root) if (entry.title, entry.kind) == ("Om jobb", "moved"))
    assert (entry.url, entry.new_day) == ("program/tisdag/2019-03-05/", date(2019, 4, 23))


def test_closures_are_told_when_they_meet_a_date(root: Path) -> None:
    closure = "title: {}\nfirst_day: {}\nlast_day: {}\neffect: closed\nannounced: 2019-03-04\nsource: Provdata\n"
    put(root / "data/closures/x.yaml", closure.format("En onsdag.", "2019-04-03", "2019-04-03"))
    put(root / "data/closures/y.yaml", closure.format("En tisdag.", "2019-04-02", "2019-04-02"))
    assert ("2019-03-04", "closed", "En tisdag.") in told(root)
    assert "En onsdag." not in {title for _, _, title in told(root)}


def test_a_closure_for_members_closes_nothing_for_the_others(root: Path) -> None:
    text = "title: Vi städar.\nfirst_day: 2019-04-02\nlast_day: 2019-04-02\neffect: closed\nannounced: 2019-03-04\n"
    put(root / "data/closures/x.yaml", f"{text}audience: members\nsource: Provdata\n")
    own = "title: Möte\ndate: 2019-04-02\nplace: torget\nsummary: Hej.\naudience: members\nsource: Provdata\n"
    assert "Vi städar." not in {title for _, _, title in told(root, MEMBERS)}
    put(root / "data/events/mote.yaml", own)
    assert "Vi städar." in {title for _, _, title in told(root, MEMBERS)}
    statuses = {one.id: one.status for one in read_source(root, TODAY).data.sessions}
    assert (statuses["mote"], statuses["tisdag/2019-04-02"]) == ("cancelled", "moved")


def test_only_members_are_told_of_requests_and_dates_of_their_own(root: Path) -> None:
    event = "title: Fest\ndate: 2019-03-30\nplace: torget\nsummary: Vi dansar.\naudience: members\nsource: Provdata\n"
    put(root / "data/events/fest.yaml", event)
    own = {"Fest", "Tolka på förskolan", "Berätta på torget"}
    assert own <= {title for _, _, title in told(root, MEMBERS)}
    assert not own & {title for _, _, title in told(root)}
    assert ("2019-03-02", "cancelled", "Berätta på torget") in told(root, MEMBERS)


def test_what_is_older_than_90_days_is_gone(root: Path) -> None:
    event = (root / "data/events/torgdag.yaml").read_text("utf-8").replace("Torgdag", "Julfest")
    put(root / "data/events/gammal.yaml", f"{event}announced: 2018-12-04\n")
    put(root / "data/events/nyare.yaml", f"{event}announced: 2018-12-05\n".replace("Julfest", "Luciafest"))
    assert [one for one in told(root) if one[0] < "2019"] == [("2018-12-05", "new", "Luciafest")]


def test_two_dates_that_are_cancelled_on_one_day_are_two_entries(root: Path) -> None:
    row = "  - {{date: 2019-04-{}, status: cancelled, reason: Snö., announced: 2019-03-05}}\n"
    series = root / "data/series/tisdag.yaml"
    put(series, series.read_text("utf-8").replace("source:", row.format("23") + row.format("30") + "source:"))
    both = [entry for entry in news(root) if (entry.kind, entry.told) == ("cancelled", TODAY)]
    assert [str(entry.day) for entry in both] == ["2019-04-23", "2019-04-30"]
    assert len({entry.key for entry in both}) == 2


def test_a_closure_tells_its_days_and_its_places_and_what_is_uncertain_is_not_called_changed(root: Path) -> None:
    text = "title: Vi städar.\nfirst_day: 2019-04-02\nlast_day: 2019-04-04\neffect: {}\nplaces: [torget]\n"
    put(root / "data/closures/x.yaml", f"{text.format('ask')}announced: 2019-03-04\nsource: Provdata\n")
    entry = next(entry for entry in news(root) if entry.title == "Vi städar.")
    assert (entry.kind, str(entry.day), str(entry.last_day)) == ("ask", "2019-04-02", "2019-04-04")
    assert entry.places == ("torget",)


# From git


@pytest.fixture
def old_site(root: Path) -> Path:
    """Published long before it is edited."""
    file = root / "data/site.yaml"
    put(file, file.read_text("utf-8").replace("published: 2019-03-01", "published: 2018-11-01"))
    return root


def test_without_git_there_is_only_what_the_records_say(old_site: Path) -> None:
    assert read_history(old_site, TODAY) == []
    assert told(old_site)


def test_a_changed_text_is_told_by_day_and_name(old_site: Path) -> None:
    commit(old_site, "2019-02-01", {})
    commit(old_site, "2019-02-10", {"data/contacts/larm.yaml": CONTACT.format("Ring.", "112")})
    commit(
        old_site, "2019-02-12", {"data/contacts/ny.yaml": CONTACT.format("Nytt nummer.", "113").replace("Larm", "Ny")}
    )
    commit(old_site, "2019-02-14", {"docs/tips.md": PAGE.format("Tips", "", "Ring alltid.")})
    assert told(old_site)[-3:] == [
        ("2019-02-14", "changed", "Tips"),
        ("2019-02-12", "new", "Ny"),
        ("2019-02-10", "changed", "Larm"),
    ]
    assert [entry.url for entry in news(old_site)[-3:]] == ["tips/", "kontakt/#ny", "kontakt/#larm"]


def test_an_edit_is_told_for_ninety_days(old_site: Path) -> None:
    commit(old_site, "2018-12-01", {})
    for day in ("2018-12-04", "2018-12-05"):
        name = f"data/contacts/d{day[-1]}.yaml"
        commit(old_site, day, {name: CONTACT.format("Ring.", "113").replace("Larm", day)})
    assert [one for one in told(old_site) if one[0] < "2019"] == [("2018-12-05", "new", "2018-12-05")]


def test_an_edit_that_no_reader_sees_is_no_news(old_site: Path) -> None:
    commit(old_site, "2019-02-01", {"data/contacts/larm.yaml": CONTACT.format("Ring.", "112")})
    before = told(old_site, MEMBERS)
    changed = CONTACT.format("Ring.", '"112"').replace("order: 1", "order: 2") + "note: Frågat.\nchecked: 2019-02-02\n"
    commit(old_site, "2019-02-10", {"data/contacts/larm.yaml": changed})
    assert told(old_site, MEMBERS) == before


def test_what_was_edited_for_members_is_told_to_members_alone(old_site: Path) -> None:
    open_contact = CONTACT.format("Ring.", "112")
    commit(old_site, "2019-02-01", {"data/contacts/larm.yaml": open_contact})
    before = told(old_site)
    commit(old_site, "2019-02-10", {"data/contacts/larm.yaml": open_contact + "internal: Fråga efter vakten.\n"})
    hidden = CONTACT.format("Ring.", "114").replace("Larm", "Nyckel") + "audience: members\n"
    commit(old_site, "2019-02-11", {"data/contacts/nyckel.yaml": hidden})
    commit(old_site, "2019-02-12", {"docs/egna.md": PAGE.format("Egna", "audience: members\n", "Hemligt.")})
    assert told(old_site) == before
    assert {title for _, _, title in told(old_site, MEMBERS)} - {title for _, _, title in before} >= {"Nyckel", "Egna"}
    assert ("2019-02-10", "changed", "Larm") in told(old_site, MEMBERS)


def test_what_is_opened_to_all_is_new_on_that_day(old_site: Path) -> None:
    hidden = PAGE.format("Egna", "audience: members\n", "Ring.")
    commit(old_site, "2019-02-01", {})
    commit(old_site, "2019-02-10", {"docs/egna.md": hidden})
    commit(old_site, "2019-02-12", {"docs/egna.md": PAGE.format("Egna", "", "Ring.")})
    assert told(old_site)[-1] == ("2019-02-12", "new", "Egna")


def test_a_shallow_clone_has_forgotten(old_site: Path, tmp_path: Path) -> None:
    for day, text in (("2019-02-10", "Ring."), ("2019-02-11", "Ring genast."), ("2019-02-12", "Ring nu.")):
        commit(old_site, day, {"data/contacts/larm.yaml": CONTACT.format(text, "112")})
    subprocess.run([*GIT, "clone", "-q", "--depth=1", old_site.as_uri(), "copy"], cwd=tmp_path, check=True)
    assert len(read_history(old_site, TODAY)) == 2
    assert read_history(tmp_path / "copy", TODAY) == []


def test_what_was_written_before_the_site_was_published_is_no_news(root: Path) -> None:
    """Another city's texts, with their history: nobody has read them here."""
    days, before = ("2019-02-27", "2019-03-01", "2019-03-02"), told(root)
    for day in days[:2]:
        commit(root, day, {"data/contacts/larm.yaml": CONTACT.format(f"Ring {day}.", "112")})
    assert [one for one in told(root) if one not in before] == []
    commit(root, days[2], {"data/contacts/larm.yaml": CONTACT.format("Ring nu.", "112")})
    assert [one for one in told(root) if one not in before] == [("2019-03-02", "changed", "Larm")]


# For the portal


def test_what_the_portal_reads(root: Path) -> None:
    source = read_source(root, TODAY)
    first, second = requests_json(source.data.records, {})
    assert (first["id"], first["status"], first["reason"]) == ("torgdag", "cancelled", "Det blir storm.")
    assert second == {
        "id": "forskolan",
        "task": "interpret-conversation",
        "title": "Tolka på förskolan",
        "summary": "Ett samtal om hur barnet har det.",
        "date": "2019-03-14",
        "start": "17:00",
        "end": "18:00",
        "where": "Förskolan Solen, Storgatan 1",
        "place": None,
        "needed": 2,
        "languages": ["ar", "so"],
        "topics": [],
        "answer_by": "2019-03-12",
        "status": "open",
        "reason": None,
        "source": "Provdata",
        "assumption": None,
        "returned": 0,
    }
    entry = news_json(news(root, MEMBERS))[0]
    assert entry["kind"] == "moved"
    assert (entry["date"], entry["day"], entry["url"]) == ("2019-03-12", "2019-04-09", "program/tisdag/2019-04-09/")


def test_events_of_members_and_their_guests(root: Path) -> None:
    own = "audience: members\nsource: Provdata\n"
    changes = (
        "changes:\n  - {date: 2019-03-20, status: moved, reason: Regn., new_start: 11:00, announced: 2019-03-06}\n"
    )
    meeting = "title: Möte\ndate: 2019-03-20\nplace: torget\nstart: 10:00\nsummary: Hej.\n"
    guest = "title: Gäst\ndate: 2019-03-26\nseries: tisdag\nsummary: Hej.\n"
    put_all(root, {"data/events/mote.yaml": meeting + own + changes, "data/events/gast.yaml": guest + own})
    found = events_json(read_source(root, TODAY).data.sessions)
    assert [(one["id"], one["date"], one["start"], one["place"], one["status"]) for one in found] == [
        ("mote", "2019-03-20", "11:00", "torget", "moved"),
        ("gast", "2019-03-27", "13:00", "kvarnen", "moved"),
    ]
