"""`make demo`: everything with invented people on loopback, in these weeks, and nothing of it is left."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from brygga.check.source import read_source
from citysite import put_city
from demo.moved import add_requests, later, move_term
from portal.server import ROOT
from portal.test_settings import SAFE, manage

PATIENCE = 600  # seconds until what does not come is a failure, on the slowest and busiest machine
A_SATURDAY = date(2026, 11, 28)


def a_project(folder: Path) -> Path:
    """The tests' own city with the real code, as a folder that `make demo` may be typed in."""
    root = put_city(folder / "project", ["sv", "ar"])
    for part in ("hooks", "portal"):
        (root / part).symlink_to(ROOT / part)
    return root


@contextmanager
def demo(root: Path, store: Path) -> Iterator[subprocess.Popen[str]]:
    store.mkdir()
    environment = {**os.environ, "BRYGGA_PORT": "0", "TMPDIR": str(store), "PYTHONPATH": str(ROOT / "portal")}
    # As a shell starts what it leaves in the background: deaf to Ctrl-C, until it listens by itself.
    command = ["sh", "-c", 'trap "" INT; exec "$0" -m demo', sys.executable]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as started:
        try:
            yield started
        finally:
            started.kill()


def read_until(started: subprocess.Popen[str], sign: str) -> str:
    """The rest of the first line in which it stands."""
    assert started.stdout
    line = next(line for line in started.stdout if sign in line)
    return line.partition(sign)[2].strip()


class Browser:
    """Keeps cookies, and follows to where a form leads."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def open(self, path: str, **form: str) -> str:
        request = urllib.request.Request(f"{self.address}{path}", urllib.parse.urlencode(form).encode() or None)
        with self._opener.open(request, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def sign_in(self, who: str) -> str:
        keys = re.findall(r'csrfmiddlewaretoken" value="([^"]+)', self.open("/portal/sv/demo/"))
        return self.open("/portal/sv/demo/", who=who, csrfmiddlewaretoken=keys[0])


@pytest.mark.server
def test_one_command_shows_it_all_and_leaves_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with demo(a_project(tmp_path), store) as started:
        address = "http://" + read_until(started, "one click:  http://").partition("/")[0]
        assert address.startswith("http://127.0.0.1:")
        residents = Browser(address)
        assert "Grannmammorna" in residents.open("/")
        assert "påhittat" in residents.open("/portal/sv/demo/")
        for who, shown in (
            ("koordinator", "Läs frågan"),
            ("mamma", "Påhittat uppdrag på vårdcentralen"),
            ("oversattare", "Vad vill du ändra?"),
        ):
            phone = Browser(address)
            assert shown in phone.sign_in(who), who
            assert "Grannmammorna" in phone.open("/medlem/")
        assert "Hur gick det?" in Browser(address).sign_in("mamma")
        [folder] = store.iterdir()
        assert (folder / "project/.git").is_dir()
        started.send_signal(signal.SIGINT)
        assert started.wait(PATIENCE) == 0
    assert list(store.iterdir()) == []
    with pytest.raises(OSError, match="refused"):
        residents.open("/")


@pytest.mark.server
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "killed"])
def test_what_ends_while_it_builds_leaves_nothing(tmp_path: Path, end: signal.Signals) -> None:
    store = tmp_path / "store"
    with demo(a_project(tmp_path), store) as started:
        read_until(started, "Building")
        started.send_signal(end)
        assert started.wait(PATIENCE) == 0
    assert list(store.iterdir()) == []


def test_the_term_is_moved_to_these_weeks_and_its_weekdays_stay(tmp_path: Path) -> None:
    root = put_city(tmp_path, ["sv"])
    was = read_source(root, A_SATURDAY).data
    move_term(root, A_SATURDAY)
    add_requests(root, A_SATURDAY)
    now = read_source(root, datetime(2030, 1, 1, tzinfo=UTC).date()).data
    assert now.today == A_SATURDAY, "and the site says which day it shows, as an example does"
    days = [session.planned.date for session in was.sessions]
    moved = {new - old for old, new in zip(days, [one.planned.date for one in now.sessions], strict=True)}
    assert len(moved) == 1
    [by] = moved
    assert by.days % 7 == 0
    assert was.today + by - timedelta(7) < A_SATURDAY < was.today + by + timedelta(7)
    assert {"2026-11-24-pahittat", "2026-12-03-pahittat"} < set(now.records.of("requests"))


def test_what_is_no_day_stays() -> None:
    text = "2019-03-05 12019-03-051 08-465 004 00 2019-03-05-gast.yaml tisdag/2019-03-05 2019"
    moved = "2019-03-12 12019-03-051 08-465 004 00 2019-03-12-gast.yaml tisdag/2019-03-12 2019"
    assert later(text, timedelta(7)) == moved


@pytest.mark.parametrize("place", ["production", "hosts", "database", "postgresql"])
def test_no_other_portal_starts_with_it(tmp_path: Path, place: str) -> None:
    """However it is set up: on a server, under a name, or with a database that is somebody's."""
    own = {"BRYGGA_DEMO": str(tmp_path), "BRYGGA_DATABASE_URL": f"sqlite:///{tmp_path / 'portal.db'}"}
    development = {"BRYGGA_DEVELOPMENT": "1", "BRYGGA_STORE": str(tmp_path)}
    wrong = {
        "production": {**SAFE, **own, "BRYGGA_HOSTS": "localhost"},
        "hosts": {**development, **own, "BRYGGA_HOSTS": "stadsdelsmammor.example"},
        "database": {**development, **own, "BRYGGA_DATABASE_URL": f"sqlite:///{tmp_path.parent / 'portal.db'}"},
        "postgresql": {**development, **own, "BRYGGA_DATABASE_URL": f"postgresql://localhost/{tmp_path}/x"},
    }
    done = manage("check", **wrong[place])
    assert done.returncode != 0
    assert "BRYGGA_DEMO is for `make demo` alone" in done.stderr
    assert manage("check", **development, **own).returncode == 0


@pytest.mark.django_db
def test_no_other_portal_has_its_page(client: Client) -> None:
    assert client.get("/portal/sv/demo/").status_code == 404
    assert client.post("/portal/sv/demo/", {"who": "koordinator"}).status_code == 404
