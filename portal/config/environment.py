"""What the portal is told by its environment; secrets come from nowhere else."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

PROJECT = Path(__file__).resolve().parents[2]
_DEVELOPMENT_SECRET = "only-for-trying-things-out-on-one-machine-never-for-people"
_PATIENCE = 5  # seconds to wait for PostgreSQL before she is told; for SQLite: web.sqlite
_MOMENT = 0.02  # seconds that SQLite waits by itself, holding up the whole process
_OTHERS = 0o077  # what the group and everybody may do with a file
_LOOPBACK = {"localhost", "127.0.0.1"}
_SQLITE = "web.sqlite"
_SHORTEST_SECRET = 50  # characters; what Django's own deployment check asks for


def published_time_zone(published: Path) -> str:
    """The site's, as it is when the portal starts; UTC as long as there is no site that could show an hour."""
    try:
        return str(json.loads((published / "portal.json").read_text("utf-8"))["time_zone"])
    except (OSError, ValueError, KeyError):
        return "UTC"


def is_development() -> bool:
    """BRYGGA_DEVELOPMENT=1: on one machine, over HTTP, with a secret that everybody knows."""
    return os.environ.get("BRYGGA_DEVELOPMENT") == "1"


def is_demo(database: Mapping[str, Any]) -> bool:
    """BRYGGA_DEMO, the folder of `make demo`, where whoever comes may sign in as anybody.

    Raises ImproperlyConfigured where that could be somebody else's portal: unless it is development, answers to this
    machine's own names alone, and keeps its database in that folder.
    """
    named = os.environ.get("BRYGGA_DEMO")
    if not named:
        return False
    is_inside = Path(named).resolve() in Path(database["NAME"]).resolve().parents
    is_here = is_development() and set(hosts()) <= _LOOPBACK
    if not (is_here and is_inside and database["ENGINE"] == _SQLITE):
        raise ImproperlyConfigured("BRYGGA_DEMO is for `make demo` alone: no other portal starts with it.")
    return True


def secret_key() -> str:
    """BRYGGA_SECRET. Raises ImproperlyConfigured when it is missing or too short and this is not development."""
    value = os.environ.get("BRYGGA_SECRET", "")
    if is_development():
        return value or _DEVELOPMENT_SECRET
    if len(value) < _SHORTEST_SECRET or value == _DEVELOPMENT_SECRET:
        raise ImproperlyConfigured(
            f"BRYGGA_SECRET must be a secret of at least {_SHORTEST_SECRET} characters. "
            'Make one: python -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    return value


def sealing_keys() -> list[str]:
    """BRYGGA_KEYS, with commas between, or a line each in the file BRYGGA_KEYS_FILE; the newest first.

    Development makes itself a file. Raises ImproperlyConfigured for none, for others than Fernet's, and for a file that
    others may read.
    """
    named = os.environ.get("BRYGGA_KEYS_FILE")
    if is_development() and not named and not os.environ.get("BRYGGA_KEYS"):
        named = _new_key_file()
    text = _private_text(Path(named)) if named else os.environ.get("BRYGGA_KEYS", "")
    keys = re.findall(r"[^\s,]+", text)
    if not keys or not all(map(_is_key, keys)):
        raise ImproperlyConfigured(
            "BRYGGA_KEYS (or the file BRYGGA_KEYS_FILE) must hold the keys that the database is sealed with. "
            'Make one: python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
        )
    return keys


def _new_key_file() -> str:
    file = folder("BRYGGA_STORE", "portal-data") / "keys"
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(Fernet.generate_key() + b"\n")
    return str(file)


def _private_text(file: Path) -> str:
    try:
        is_private = not file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        text = file.read_text("ascii")
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"BRYGGA_KEYS_FILE: {file} cannot be read ({error})") from error
    if not is_private:
        raise ImproperlyConfigured(f"Others can read {file}, which holds the keys. Mend it: chmod 600 {file}")
    return text


def _is_key(text: str) -> bool:
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


def hosts() -> list[str]:
    """BRYGGA_HOSTS, names with commas between. Raises ImproperlyConfigured when missing and not development."""
    names = [name.strip() for name in os.environ.get("BRYGGA_HOSTS", "").split(",") if name.strip()]
    if not names and not is_development():
        raise ImproperlyConfigured("BRYGGA_HOSTS must name the address people use, like staden.example")
    return names or sorted(_LOOPBACK)


def folder(variable: str, default: str, where: Path | None = None) -> Path:
    """`default` lies in `where`, or beside the portal."""
    return Path(os.environ.get(variable) or (where or PROJECT) / default)


def edited_project() -> Path | None:
    """BRYGGA_PROJECT, a clone of the project whose branch may be published to; None: nobody changes anything here."""
    named = os.environ.get("BRYGGA_PROJECT")
    return Path(named).resolve() if named else None


def database() -> dict[str, Any]:
    """BRYGGA_DATABASE_URL: sqlite:///path or postgresql://user:password@host:port/name. SQLite when left out.

    In place of the host, as for libpq: the folder of PostgreSQL's socket, its slashes as %2F.

    Raises ImproperlyConfigured for anything else.
    """
    url = os.environ.get("BRYGGA_DATABASE_URL") or f"sqlite:///{folder('BRYGGA_STORE', 'portal-data') / 'portal.db'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")))
    if parts.scheme in ("postgresql", "postgres"):
        return _postgresql(url)
    raise ImproperlyConfigured("BRYGGA_DATABASE_URL must begin with sqlite:/// or postgresql://")


def _sqlite(path: str) -> dict[str, Any]:
    """A write-ahead log that is on the disk before anybody is thanked (synchronous=FULL); one writer at a time,
    which asks for its turn at the start (IMMEDIATE) instead of failing halfway."""
    pragmas = (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON"  # what is deleted is overwritten
    )
    _refuse_others(Path(path))
    options = {"transaction_mode": "IMMEDIATE", "timeout": _MOMENT, "init_command": pragmas}
    return {"ENGINE": _SQLITE, "NAME": path, "OPTIONS": options, "CONN_MAX_AGE": None}


def _refuse_others(database: Path) -> None:
    """Raises ImproperlyConfigured when somebody else on this machine may read or change what people wrote."""
    for file in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm", "-journal"))):
        if file.exists() and file.stat().st_mode & _OTHERS:
            raise ImproperlyConfigured(
                f"{file} is open to other users of this machine. Make it the portal's alone: chmod 600 {file}"
            )


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": _host(parts),
        "PORT": str(parts.port or ""),
        # A server that was set to forget its latest transactions in a crash must not do so with ours.
        "OPTIONS": {"connect_timeout": _PATIENCE, "options": f"-c synchronous_commit=on -c lock_timeout={_PATIENCE}s"},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _host(parts: SplitResult) -> str:
    """Not `hostname`, which writes the letters of a folder small."""
    return unquote(parts.netloc.rpartition("@")[2].removesuffix(f":{parts.port}")).strip("[]")
