"""The portal as it runs for people: gunicorn with its own processes, on loopback."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = Path(__file__).parent / "example"
_PATIENCE = 30.0  # seconds until it must answer
# For scripts, in `manage("shell", …)`: they may import what tests share, and a password costs them nothing.
SCRIPTED = {"DJANGO_SETTINGS_MODULE": "portal_settings", "PYTHONPATH": str(ROOT / "tests")}


class Portal:
    """Start it with `with`, or by start() and kill()."""

    def __init__(self, database_url: str, **environment: str) -> None:
        self._door: socket.socket | None = None
        self._url = database_url
        self.environment = {
            **os.environ,
            "BRYGGA_DEVELOPMENT": "1",
            "BRYGGA_DATABASE_URL": database_url,
            "BRYGGA_PUBLISHED": str(EXAMPLE),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def manage(self, *arguments: str) -> str:
        """Runs one of Django's commands. Raises CalledProcessError."""
        command = [sys.executable, str(ROOT / "portal" / "manage.py"), *arguments]
        done = subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    def run(self, script: str) -> Any:
        """What a script for Django's shell prints at its end, as JSON. Raises CalledProcessError."""
        return json.loads(self.manage("shell", "-v0", "-c", script).splitlines()[-1])

    def migrate(self) -> None:
        """Makes its database anew: SQLite's as a copy of one that was made as people make it."""
        if self._url.startswith("sqlite:///"):
            file = Path(self._url.removeprefix("sqlite:///"))
            for beside in ("-wal", "-shm"):  # of one that was there before, and killed: they are not of the new one
                file.with_name(f"{file.name}{beside}").unlink(missing_ok=True)
            file.touch(0o600)
            file.write_bytes(_empty_database())
        else:
            self.manage("migrate", "-v0")

    def start(self) -> None:
        """Returns when it answers. Raises OSError when it does not within _PATIENCE.

        Its door outlives it: who knocks while it is away waits until it is back.
        """
        self._door = self._door or socket.create_server(("127.0.0.1", 0), backlog=512)
        door = self._door.fileno()
        command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "portal" / "gunicorn.conf.py")]
        environment = {**self.environment, "BRYGGA_BIND": f"fd://{door}"}
        self._process = subprocess.Popen(command, env=environment, start_new_session=True, pass_fds=[door])
        with Phone(self.port, patience=_PATIENCE) as phone:
            phone.get("/portal/sv/svar/")

    @property
    def port(self) -> int:
        assert self._door, "not started yet"
        return int(self._door.getsockname()[1])

    def kill(self) -> None:
        """kill -9 of all its processes at once."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    @property
    def processes(self) -> list[int]:
        """Their ids, the first one's first."""
        assert self._process
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        return [self._process.pid, *map(int, children.split())]

    def __enter__(self) -> Portal:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        if self._door:
            self._door.close()
            self._door = None


@cache
def _empty_database() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "portal.db"
        Portal(f"sqlite:///{file}").manage("migrate", "-v0")
        return file.read_bytes()


class Phone:
    """One connection that is kept open."""

    def __init__(self, port: int, sender: str = "203.0.113.1", patience: float = 120) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        self.sender = sender

    def __enter__(self) -> Phone:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, b"")

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """(status, page). Raises OSError when no whole answer came."""
        return self._ask("POST", path, urlencode(fields).encode())

    def _ask(self, method: str, path: str, body: bytes) -> tuple[int, str]:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost", "X-Real-IP": self.sender}
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            return response.status, response.read().decode()
        except (http.client.HTTPException, OSError) as error:
            self._connection.close()
            raise OSError(str(error)) from error
