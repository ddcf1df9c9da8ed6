"""A PostgreSQL of a test's own: in a folder of its own, its socket too, so that no port can be taken; gone afterwards.

`python -m portal.postgres COMMAND …` runs a command with BRYGGA_DATABASE_URL set to it.
"""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_USER = "brygga"


class Cluster:
    """PostgreSQL refuses to run as root: then it runs as the user `postgres` that Debian's package makes."""

    def __init__(self, folder: Path, durable: bool = True) -> None:
        """`durable`: what it has answered for outlives a crash. The others are quicker."""
        self._options = "" if durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        self._data = folder / "data"
        self._log = folder / "log"
        self._folder = folder
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", _USER, "-E", "UTF8", "--locale=C.UTF-8")

    @property
    def url(self) -> str:
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        return f"postgresql://{_USER}@{quote(str(self._folder), safe='')}/{database}"

    @property
    def process(self) -> int:
        """The id of its first process."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def start(self) -> None:
        where = f"-c listen_addresses='' -c unix_socket_directories={shlex.quote(str(self._folder))}"
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", self._log, "-o", where + self._options)

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self._data)

    def crash(self) -> None:
        """kill -9 of the server's first process; the others notice and end, and it starts anew."""
        os.kill(self.process, signal.SIGKILL)
        while not self._is_started():  # it refuses as long as an old process holds the memory that they shared
            pass

    def _is_started(self) -> bool:
        try:
            self.start()
        except subprocess.CalledProcessError:
            return False
        return True

    def create(self, database: str) -> str:
        """Returns its address."""
        self._run("createdb", "-h", self._folder, "-U", _USER, database)
        return self.url_of(database)

    def _run(self, program: str, *arguments: object) -> None:
        """Raises CalledProcessError."""
        command = [str(_binaries() / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def cluster(durable: bool = True) -> Iterator[Cluster]:
    """A started cluster. Raises FileNotFoundError where PostgreSQL is not installed."""
    folder = Path(tempfile.mkdtemp(prefix="brygga-postgres-"))
    try:
        started = Cluster(folder, durable)
        started.start()
        try:
            yield started
        finally:
            started.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_installed() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))


def _binaries() -> Path:
    """Of the newest version. Raises FileNotFoundError."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise FileNotFoundError("PostgreSQL is not installed. Run: sh tests/install-postgresql.sh")
    return found[-1].parent


if __name__ == "__main__":
    with cluster(durable=False) as started:
        environment = {**os.environ, "BRYGGA_DATABASE_URL": started.url}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
