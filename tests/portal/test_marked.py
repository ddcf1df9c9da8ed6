"""Whatever stands in Swedish in a page of another language says so: every page that a reader of Arabic can come to."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from django.http import HttpResponseBase
from django.test import Client
from django.utils.timezone import now

from people import links
from people.models import App, Person
from portal.desk_project import Project
from portal.sending import ask, asked, by_script, text_of
from questions import threads
from questions.models import Question
from somebody import HERE, PASSWORD, app_of, code_of, coordinator, member, publish, signed_in

pytestmark = pytest.mark.django_db
LATIN = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")
HREF = re.compile(r'href="(/portal/ar/[^"#?]*)"')
# What has no language, or one that nobody knows: what somebody wrote, names of people and programs, keys and addresses.
NO_LANGUAGE = re.compile(
    r"Fråga|Noor|Sara|Zahra|Karin|karin\w*|Grannmammorna|Aegis|Google|Authenticator|Excel|CSV|QR|XLSX"
)
PORTAL = "/portal/ar/"
DESK = f"{PORTAL}koordinator/"


def unmarked(response: HttpResponseBase) -> Iterator[str]:
    """Texts in Latin letters that a screen reader would read as Arabic."""
    page = BeautifulSoup(text_of(response), "html5lib")
    for node in page.find_all(string=LATIN):
        if type(node) is NavigableString and not _says_its_language(node):
            words = NO_LANGUAGE.sub("", str(node))
            if LATIN.search(words):
                yield f"{_where(node)}: {' '.join(str(node).split())[:80]}"


def _says_its_language(node: NavigableString) -> bool:
    for parent in node.parents:
        if parent.name in ("style", "script", "title", "code", "output", "textarea"):
            return True
        if parent.get("lang"):
            return str(parent["lang"]) not in ("ar", "")
        if parent.get("dir") == "auto" and not parent.find_all(True):
            return True  # somebody's own words: nobody knows their language
    return False


def _where(node: NavigableString) -> str:
    return "/".join(parent.name for parent in reversed(list(node.parents)[:4]))


def crawled(client: Client, starts: list[str]) -> Iterator[tuple[str, HttpResponseBase]]:
    """Every page that links lead to."""
    seen, left = set(starts), deque(starts)
    while left:
        path = left.popleft()
        response = client.get(path)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            yield path, response
            base = path if path.endswith("/") else path.rsplit("/", 1)[0] + "/"
            found = [str(link["href"]) for link in BeautifulSoup(text_of(response), "html5lib").select("a[href]")]
            inner = [base + href for href in found if re.fullmatch(r"[\w./-]+", href) and not href.startswith("/")]
            for href in [*HREF.findall(text_of(response)), *inner]:
                if href not in seen and "export" not in href:
                    seen.add(href)
                    left.append(href)


def faults(pages: Iterator[tuple[str, HttpResponseBase]]) -> dict[str, list[str]]:
    return {path: found for path, response in pages if (found := list(unmarked(response)))}


@pytest.fixture(autouse=True)
def much_is_there(client: Client, publication: Path) -> None:
    """Questions in every state, and a request of each kind."""
    publish(publication, lambda content: content["requests"][1].update(place="kvarnen", summary="Vi berättar."))
    noor, sara = member("Noor", ("ar", "sv")), member("Sara", ("ar",))
    Person.objects.update(topics=["arbete"])
    member("Zahra", ())
    for text, language in (("سؤال", "ar"), ("سؤال آخر", "ar"), ("سؤال ثالث", "ar"), ("Fråga", "so")):
        ask(client, text=text, language=language, name="Noor", topic="arbete")
    first, second = Question.objects.filter(language="ar")[:2]
    threads.take(first, noor)
    threads.hand_to_contact(first, noor, "kontaktcenter")
    threads.take(second, sara)


def test_for_who_is_not_signed_in(client: Client) -> None:
    starts = [f"{PORTAL}{path}" for path in ("in/", "in/koordinator/", "svar/", "in/x/", "nowhere/")]
    forms = [f"{PORTAL}formular/{name}/" for name in ("fraga", "foresla-amne", "cafebesok")]
    pages = dict(crawled(client, [*starts, *forms]))
    assert len(pages) >= len([*starts, *forms]) - 1  # one form is for members alone
    assert faults(iter(pages.items())) == {}


def test_for_a_member() -> None:
    noor = Person.objects.filter(role="member").earliest("pk")
    phone = signed_in(noor)
    pages = dict(crawled(phone, [f"{PORTAL}uppdrag/", f"{PORTAL}formular/cafebesok/", f"{PORTAL}jag/radera/"]))
    assert len(pages) > 10
    assert faults(iter(pages.items())) == {}


def test_for_a_coordinator() -> None:
    desk = signed_in(coordinator())
    desk.post(f"{PORTAL}formular/cafebesok/", by_script(day="2019-03-05", place="kvarnen", visitors="3"))
    desk.post(f"{DESK}kollegor/", {"login": "karin2", "name": "Karin"})
    pages = dict(crawled(desk, [DESK, *(f"{DESK}{path}" for path in ("spar/", "svar/", "mammor/ny/"))]))
    assert len(pages) > 20
    assert faults(iter(pages.items())) == {}


def test_for_who_changes_the_site(project: Project) -> None:
    """The sentences of the project are in the reader's language, or nobody knows in which."""
    author = {"role": "coordinator", "number": 0}
    told = {"key": "k" * 24, "commit": "c" * 40, "when": "2019-03-05T12:00:00+01:00", "author": author}
    row = {**told, "sentences": ["Fredag 8 mars ställs in."], "state": "open", "undone": False}
    said = [{"author": author, "when": told["when"], "text": "Vilken dag?"}]
    counts = dict.fromkeys(("missing", "outdated", "unreviewed", "reviewed"), 0)
    project.answers["texts"] = {"texts": [], "total": 0, "counts": counts}
    project.answers |= {"proposals": [{**row, "comments": said}], "history": [row]}
    project.says |= {"pages": [{"address": "ar/", "title": "البرنامج", "members": True}], "lines": {"x": ["-a"]}}
    client = signed_in(coordinator())
    change = f"{PORTAL}andra/"
    look = client.post(f"{change}traff/fika-kvarnen/2019-03-05/", {"do": "cancel", "reason": "Feber"}).headers[
        "Location"
    ]
    missing = client.post(f"{change}stangt/", {})
    pages = dict(crawled(client, [change, look, f"{change}traff/?cafe=kvarnen"]))
    client.post(f"{look}gor/", {"do": "publish"})
    assert len(pages) > 15
    done = client.get(look, follow=True)
    assert faults(iter([*pages.items(), ("missing", missing), ("done", done)])) == {}


def answers_to_what_is_sent(client: Client) -> Iterator[tuple[str, HttpResponseBase]]:
    noor = Person.objects.filter(role="member").earliest("pk")
    form = f"{PORTAL}formular/fraga/"
    yield "thanks", client.post(form, asked("سؤال", language="ar"))
    yield "thanks, nobody reads it", client.post(form, asked("سؤال", language="fa") | {"language": "so"})
    yield "wrong form", client.post(form, {"text": ""})
    yield "look it over", client.post(form, asked("سؤال", seconds_open=""))
    yield "wrong suggestion", client.post(f"{PORTAL}formular/foresla-amne/", by_script(from_day="x"))
    code = ask(client, text="سؤال", language="ar")
    for more in ({}, {"text": ""}, {"text": "x" * 2001}, {"text": "مرحبا"}, {"delete": "ask"}, {"delete": "sure"}):
        yield f"answer {[*more]}", client.post(f"{PORTAL}svar/", {"code": code, **more})
    yield "wrong code", client.post(f"{PORTAL}svar/", {"code": "1"})
    yield "wrong link", client.post(f"{PORTAL}in/x/", headers=HERE)
    yield "link", client.get(f"{PORTAL}in/{links.renew_link(noor, now())}/")
    yield "wrong password", client.post(f"{PORTAL}in/koordinator/", {"login": "x", "password": "x"})


def test_answers_to_what_is_sent(client: Client) -> None:
    pages = dict(answers_to_what_is_sent(client))
    assert len(pages) > 10
    assert faults(iter(pages.items())) == {}


def a_coordinators_way(client: Client) -> Iterator[tuple[str, HttpResponseBase]]:
    karin, noor = coordinator(), Person.objects.filter(role="member").earliest("pk")
    client.post(f"{PORTAL}in/koordinator/", {"login": "karin", "password": PASSWORD})
    yield "app", client.get(f"{PORTAL}in/koordinator/app/")
    yield "recovery", client.post(f"{PORTAL}in/koordinator/app/", {"code": code_of(App.objects.get())})
    app_of(karin)
    client.post(f"{PORTAL}in/koordinator/", {"login": "karin", "password": PASSWORD})
    yield "code", client.post(f"{PORTAL}in/koordinator/kod/", {"code": "000000"})
    desk = signed_in(karin)
    yield "card", desk.post(f"{DESK}mammor/{noor.pk}/kort/")
    yield "nameless", desk.post(f"{DESK}mammor/ny/", {"name": ""})
    yield "password", desk.post(f"{DESK}kollegor/", {"login": "karin2", "name": "Karin"})
    yield "login", desk.post(f"{DESK}kollegor/", {"login": "karin2", "name": "Karin"})
    help_request = f"{DESK}uppdrag/2019-03-14-forskolan/"
    for do in ("can", "confirm", "thank"):
        yield do, desk.post(help_request, {"do": do, "person": str(noor.pk)}, follow=True)
    yield "refused", desk.post(help_request, {"do": "confirm", "person": str(noor.pk + 1)})
    yield "own password", desk.post(f"{PORTAL}jag/losenord/", {"password": "x", "new": "y"})
    yield "erased", desk.post(f"{DESK}mammor/{noor.pk}/radera/")


def test_a_coordinators_way(client: Client) -> None:
    pages = dict(a_coordinators_way(client))
    assert len(pages) > 3
    assert faults(iter(pages.items())) == {}


def test_the_test_sees_what_is_not_marked() -> None:
    page = '<html lang="ar"><p>Hej du</p><option>Välj</option><p lang="sv">Hej</p><i lang="sv"><u lang="ar">Nej</u></i>'
    response = type("Page", (), {"content": page.encode()})()
    assert [line.split(": ")[1] for line in unmarked(response)] == ["Hej du", "Välj", "Nej"]
