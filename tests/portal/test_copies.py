"""Backup under load, and restore into an empty database: of the same kind, and of the other."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cryptography.fernet import Fernet

from at_rest.keys import unseal
from portal.postgres import Cluster, cluster, is_installed
from portal.server import SCRIPTED, Phone, Portal

pytestmark = pytest.mark.server

FORM = "/portal/sv/formular/fraga/"
NEW_MEMBER = "from datetime import date; from people.models import Person; "
NEW_MEMBER += "Person.objects.create_member('Noor', date(2019, 3, 5))"

# Copies go into a database that the portal has looked into already for what is due; the second is refused at first.
RESTORED = """
import json
from pathlib import Path
from django.core.management import CommandError, call_command
from django.test import Client

folder, during, after = Path({folder!r}), {during!r}, {after!r}
Client(HTTP_HOST="localhost").get("/portal/sv/svar/")
call_command("restore", during)
call_command("backup", folder / "first.copy")
try:
    call_command("restore", after)
    refused = ""
except CommandError as error:
    refused = str(error)
call_command("restore", after, "--replace")
call_command("backup", folder / "second.copy")
{new_member}
call_command("backup", folder / "third.copy")
print(json.dumps(refused))
"""
ASKED = """
from django.core.management import call_command
from django.test import Client
from portal.sending import ask

for text in ("En", "Två"):
    ask(Client(HTTP_HOST="localhost"), text=text)
call_command("backup", {file!r})
"""
REFUSED = """
import json
from django.core.management import CommandError, call_command

said = []
for name in ("half", "torn", "changed", "other", "missing"):
    try:
        call_command("restore", {folder!r} + "/" + name, "--replace")
    except CommandError as error:
        said.append(str(error))
call_command("backup", {folder!r} + "/left")
print(json.dumps(said))
"""

Row = dict[str, Any]


class Copies(NamedTuple):
    """One that was taken while others wrote, and one when they had ended."""

    during: Path
    after: Path


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    if not is_installed():
        pytest.skip("needs PostgreSQL: sh tests/install-postgresql.sh")
    with cluster() as server:
        yield server


@pytest.fixture(scope="module")
def from_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    folder = tmp_path_factory.mktemp("sqlite")
    return under_load(Portal(f"sqlite:///{folder / 'a.db'}"), folder)


@pytest.fixture(scope="module")
def from_postgresql(postgresql: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return under_load(Portal(postgresql.url), tmp_path_factory.mktemp("postgresql"))


def rows(copy: Path) -> list[Row]:
    """All that is kept in it."""
    parts = copy.read_bytes().splitlines()[1:-1]
    lines = [line for part in parts for line in zlib.decompress(unseal(part)).splitlines()]
    return sorted((json.loads(line) for line in lines), key=lambda row: (row["model"], str(row["pk"])))


def count(kept: list[Row], model: str) -> int:
    return sum(row["model"] == model for row in kept)


def send(portal: Portal, texts: list[str]) -> None:
    with Phone(portal.port, sender=texts[0]) as phone:
        for text in texts:
            phone.sender = text  # nobody sends so much by herself
            fields = {"send_id": secrets.token_urlsafe(16), "seconds_open": "30", "text": text, "language": "sv"}
            assert phone.post(FORM, fields)[0] == 200


def under_load(portal: Portal, folder: Path) -> Copies:
    copies = Copies(folder / "during.copy", folder / "after.copy")
    portal.migrate()
    portal.manage("shell", "-c", NEW_MEMBER)
    with portal:
        writers = [threading.Thread(target=send, args=(portal, [f"{one}-{n}" for n in range(60)])) for one in range(4)]
        for writer in writers:
            writer.start()
        portal.manage("backup", str(copies.during))
        for writer in writers:
            writer.join()
        portal.manage("backup", str(copies.after))
    return copies


def check(source: Copies, target: Portal, folder: Path) -> None:
    during, after = source
    assert (after.stat().st_mode & 0o777) == 0o600
    assert count(rows(after), "questions.question") == 240
    target.migrate()
    places = {"folder": str(folder), "during": str(during), "after": str(after)}
    refused = target.run(RESTORED.format(**places, new_member=NEW_MEMBER))
    kept = rows(folder / "first.copy")
    assert kept == rows(during)
    assert count(kept, "submissions.submission") == count(kept, "questions.question")
    assert "--replace" in refused
    assert f"{count(kept, 'questions.question')} questions.Question" in refused
    assert rows(folder / "second.copy") == rows(after)
    assert count(rows(folder / "third.copy"), "people.person") == 2, "her number is a new one"


def test_sqlite(from_sqlite: Copies, tmp_path: Path) -> None:
    check(from_sqlite, Portal(f"sqlite:///{tmp_path / 'b.db'}"), tmp_path)


def test_sqlite_to_postgresql(from_sqlite: Copies, tmp_path: Path, postgresql: Cluster) -> None:
    check(from_sqlite, Portal(postgresql.create("copy")), tmp_path)


def test_postgresql_to_sqlite(from_postgresql: Copies, tmp_path: Path) -> None:
    check(from_postgresql, Portal(f"sqlite:///{tmp_path / 'b.db'}"), tmp_path)


def test_half_a_copy_changes_nothing(tmp_path: Path) -> None:
    portal = Portal(f"sqlite:///{tmp_path / 'a.db'}", **SCRIPTED)
    portal.migrate()
    portal.manage("shell", "-c", ASKED.format(file=str(tmp_path / "whole")))
    whole = (tmp_path / "whole").read_bytes()
    (tmp_path / "half").write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
    (tmp_path / "torn").write_bytes(whole[:-20])
    (tmp_path / "changed").write_bytes(whole[:200] + b"A" + whole[201:])
    (tmp_path / "other").write_bytes(b"hej")
    assert len(portal.run(REFUSED.format(folder=str(tmp_path)))) == 5
    assert rows(tmp_path / "left") == rows(tmp_path / "whole")
    assert count(rows(tmp_path / "left"), "questions.question") == 2


def test_a_copy_is_opened_with_the_key_that_it_was_made_with(from_sqlite: Copies, tmp_path: Path) -> None:
    stranger = Portal(f"sqlite:///{tmp_path / 'b.db'}", BRYGGA_KEYS=Fernet.generate_key().decode())
    with pytest.raises(subprocess.CalledProcessError) as refused:
        stranger.manage("restore", str(from_sqlite.after))
    assert "None of our keys opens" in refused.value.stderr
    assert "Traceback" not in refused.value.stderr
    stranger.environment["BRYGGA_KEYS"] += "," + os.environ["BRYGGA_KEYS"]
    stranger.manage("restore", str(from_sqlite.after))
    stranger.manage("rotate_keys")
    stranger.environment["BRYGGA_KEYS"] = stranger.environment["BRYGGA_KEYS"].split(",")[0]
    stranger.manage("rotate_keys")
