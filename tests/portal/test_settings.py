"""The portal refuses to start unsafely, and Django has nothing to complain about when it starts."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config.environment import database, published_time_zone
from portal.server import EXAMPLE, ROOT

SAFE = {
    "BRYGGA_SECRET": secrets.token_urlsafe(50),
    "BRYGGA_HOSTS": "staden.example",
    "BRYGGA_KEYS": Fernet.generate_key().decode(),
    "BRYGGA_PUBLISHED": str(EXAMPLE),
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "portal/manage.py"), *arguments]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BRYGGA_", "DJANGO_"))}
    return subprocess.run(command, env={**kept, **environment}, capture_output=True, text=True, check=False)


@pytest.mark.server
def test_django_has_nothing_to_complain_about_in_production() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", **SAFE)
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        ({"BRYGGA_SECRET": ""}, "BRYGGA_SECRET must be a secret"),
        ({"BRYGGA_SECRET": "kort"}, "BRYGGA_SECRET must be a secret"),
        ({"BRYGGA_SECRET": "only-for-trying-things-out-on-one-machine-never-for-people"}, "BRYGGA_SECRET must be"),
        ({"BRYGGA_HOSTS": " , "}, "BRYGGA_HOSTS must name"),
        ({"BRYGGA_KEYS": ""}, "BRYGGA_KEYS (or the file BRYGGA_KEYS_FILE) must hold"),
        ({"BRYGGA_DATABASE_URL": "mysql://x"}, "must begin with sqlite:/// or postgresql://"),
    ],
)
def test_it_refuses_to_start_unsafely(environment: dict[str, str], complaint: str) -> None:
    done = manage("check", **{**SAFE, **environment})
    assert done.returncode != 0
    assert complaint in done.stderr


@pytest.mark.server
def test_the_database_is_the_portals_alone(tmp_path: Path) -> None:
    file = tmp_path / "portal.db"
    safe = {**SAFE, "BRYGGA_DATABASE_URL": f"sqlite:///{file}"}
    assert manage("migrate", "-v0", **safe).returncode == 0
    assert {path.stat().st_mode & 0o077 for path in tmp_path.glob("portal.db*")} == {0}
    for path, mode in ((file, 0o640), (file.with_name("portal.db-wal"), 0o604)):
        path.touch()
        path.chmod(mode)
        done = manage("check", **safe)
        assert done.returncode != 0
        assert f"chmod 600 {path}" in done.stderr
        path.chmod(0o600)
    assert manage("check", **safe).returncode == 0


def test_migrations_are_complete() -> None:
    done = manage(
        "makemigrations", "--check", "--dry-run", BRYGGA_DEVELOPMENT="1", BRYGGA_DATABASE_URL="sqlite:///:memory:"
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("where", "host", "port"),
    [
        ("@127.0.0.1:5433", "127.0.0.1", "5433"),
        ("a:b@db.example.org", "db.example.org", ""),
        ("[::1]:5433", "::1", "5433"),
        ("a@%2Frun%2FPostgres", "/run/Postgres", ""),
        ("", "", ""),
    ],
)
def test_where_postgresql_is(monkeypatch: pytest.MonkeyPatch, where: str, host: str, port: str) -> None:
    """At an address, or at a socket in a folder."""
    monkeypatch.setenv("BRYGGA_DATABASE_URL", f"postgresql://{where}/portal")
    found = database()
    assert (found["HOST"], found["PORT"], found["NAME"]) == (host, port, "portal")


def test_the_time_zone_is_the_sites(tmp_path: Path) -> None:
    """Nothing is published yet when somebody makes the database."""
    assert published_time_zone(tmp_path) == "UTC"
    (tmp_path / "portal.json").write_text('{"time_zone": "Europe/Helsinki"}', "utf-8")
    assert published_time_zone(tmp_path) == "Europe/Helsinki"
