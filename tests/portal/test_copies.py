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
from typing import Any

import pytest
from cryptography.fernet import Fernet

from at_rest.keys import unseal
from portal.postgres import cluster, is_installed
from portal.server import Phone, Portal

pytestmark = pytest.mark.server

FORM = "/portal/sv/formular/fraga/"
NEW_MEMBER = "from datetime import date; Person.objects.create_member('Noor', date(2019, 3, 5))"


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    if not is_installed():
        pytest.skip("needs PostgreSQL: sh tests/install-postgresql.sh")
    with cluster() as server:
        server.create("copy")
        yield server.url


Row = dict[str, Any]


def rows(portal: Portal, folder: Path) -> list[Row]:
    """All that is kept."""
    portal.manage("backup", str(folder / "rows.copy"))
    parts = (folder / "rows.copy").read_bytes().splitlines()[1:-1]
    lines = [line for part in parts for line in zlib.decompress(unseal(part)).splitlines()]
    return sorted((json.loads(line) for line in lines), key=lambda row: (row["model"], str(row["pk"])))


def count(kept: list[Row], model: str) -> int:
    return sum(row["model"] == model for row in kept)


def send(portal: Portal, texts: list[str]) -> None:
    with Phone(portal.port, sender=texts[0]) as phone:
        for text in texts:
            phone.sender = text  # nobody sends so much by herself
            fields = {"once": secrets.token_urlsafe(16), "after": "30", "text": text, "language": "sv"}
            assert phone.post(FORM, fields)[0] == 200


def under_load(portal: Portal, folder: Path) -> tuple[Path, Path]:
    """(a copy that was taken while others wrote, a copy when they had ended)."""
    during, after = folder / "during.copy", folder / "after.copy"
    with portal:
        writers = [threading.Thread(target=send, args=(portal, [f"{one}-{n}" for n in range(60)])) for one in range(4)]
        for writer in writers:
            writer.start()
        portal.manage("backup", str(during))
        for writer in writers:
            writer.join()
        portal.manage("backup", str(after))
    return during, after


def check(source: Portal, target: Portal, folder: Path) -> None:
    source.migrate()
    source.manage("shell", "-c", NEW_MEMBER)
    during, after = under_load(source, folder)
    assert (after.stat().st_mode & 0o777) == 0o600
    target.migrate()
    with target, Phone(target.port) as phone:
        phone.get("/portal/sv/svar/")  # after which the portal has looked for what is due
    target.manage("restore", str(during))
    kept = rows(target, folder)
    assert count(kept, "submissions.submission") == count(kept, "questions.question")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        target.manage("restore", str(after))
    assert "--replace" in refused.value.stderr
    assert f"{count(kept, 'questions.question')} questions.Question" in refused.value.stderr
    target.manage("restore", str(after), "--replace")
    assert rows(target, folder) == rows(source, folder)
    target.manage("shell", "-c", NEW_MEMBER)  # her number is a new one
    assert count(rows(target, folder), "people.person") == 2


def test_sqlite(tmp_path: Path) -> None:
    check(Portal(f"sqlite:///{tmp_path / 'a.db'}"), Portal(f"sqlite:///{tmp_path / 'b.db'}"), tmp_path)


def test_sqlite_to_postgresql(tmp_path: Path, postgresql: str) -> None:
    check(Portal(f"sqlite:///{tmp_path / 'a.db'}"), Portal(f"{postgresql.removesuffix('postgres')}copy"), tmp_path)


def test_postgresql_to_sqlite(tmp_path: Path, postgresql: str) -> None:
    check(Portal(postgresql), Portal(f"sqlite:///{tmp_path / 'b.db'}"), tmp_path)


def test_half_a_copy_changes_nothing(tmp_path: Path) -> None:
    portal = Portal(f"sqlite:///{tmp_path / 'a.db'}")
    portal.migrate()
    with portal:
        send(portal, ["En", "Två"])
    portal.manage("backup", str(tmp_path / "whole"))
    before = rows(portal, tmp_path)
    whole = (tmp_path / "whole").read_bytes()
    (tmp_path / "half").write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
    (tmp_path / "torn").write_bytes(whole[:-20])
    (tmp_path / "changed").write_bytes(whole[:200] + b"A" + whole[201:])
    (tmp_path / "other").write_bytes(b"hej")
    for name in ("half", "torn", "changed", "other", "missing"):
        assert "Traceback" not in refusal(portal, "restore", str(tmp_path / name), "--replace")
    assert rows(portal, tmp_path) == before
    stranger = Portal(f"sqlite:///{tmp_path / 'b.db'}", BRYGGA_KEYS=Fernet.generate_key().decode())
    assert "None of our keys opens" in refusal(stranger, "restore", str(tmp_path / "whole"))
    stranger.environment["BRYGGA_KEYS"] += "," + os.environ["BRYGGA_KEYS"]
    stranger.manage("restore", str(tmp_path / "whole"))
    stranger.manage("rotate_keys")
    stranger.environment["BRYGGA_KEYS"] = stranger.environment["BRYGGA_KEYS"].split(",")[0]
    stranger.manage("rotate_keys")


def refusal(portal: Portal, *arguments: str) -> str:
    with pytest.raises(subprocess.CalledProcessError) as refused:
        portal.manage(*arguments)
    return str(refused.value.stderr)
