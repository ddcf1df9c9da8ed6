"""`python -m demo`, in the project's folder: a copy of the project with its term moved to these weeks, both sites, the
portal with invented people, on loopback. All of it lies in one folder, which goes when it ends, however it ends."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from demo.moved import add_requests, move_term

_PARTS = ("data", "docs", "hooks", "overrides", "portal")
_FILES = ("mkdocs.yml", "mkdocs.members.yml", ".gitignore")
_NOBODY = ("-c", "user.name=demo 0", "-c", "user.email=demo-0@brygga.invalid", "-c", "init.defaultBranch=main")
_GRACE = 10  # seconds for the portal to end by itself
_TOLD = """
Everything here is invented, and goes when you press Ctrl-C.
    Sign in with one click:  http://{address}/portal/sv/demo/
    The site for everybody:  http://{address}/
    The members' site:       http://{address}/medlem/
"""


def show_demo() -> int:
    """BRYGGA_PORT: another port than 8002; 0 is any that is free."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what it starts beside itself ignore it
    for end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, lambda *_: sys.exit(0))
    try:
        with TemporaryDirectory(prefix="brygga-demo-") as folder, _deaf_at_the_end():
            _show(Path.cwd(), Path(folder))
    except KeyboardInterrupt:
        return 0
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    return 0


def _show(root: Path, folder: Path) -> None:
    """Returns when the portal has ended."""
    project = _copy(root, folder / "project")
    print("Building the sites …", flush=True)
    with_hooks = {**os.environ, "PYTHONPATH": str(project / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
    _run([sys.executable, "-m", "brygga", "site"], project, with_hooks)
    manage, environment = str(root / "portal/manage.py"), _environment(folder, project)
    for command in (("migrate", "-v0"), ("fill_demo",)):
        _run([sys.executable, manage, *command], root, environment)
    with socket.create_server(("127.0.0.1", int(os.environ.get("BRYGGA_PORT", "8002"))), backlog=128) as door:
        print(_TOLD.format(address=f"127.0.0.1:{door.getsockname()[1]}"), flush=True)
        gunicorn = [sys.executable, "-m", "gunicorn", "-c", str(root / "portal/gunicorn.conf.py")]
        _run(gunicorn, root, {**environment, "BRYGGA_BIND": f"fd://{door.fileno()}"}, (door.fileno(),))


def _copy(root: Path, project: Path) -> Path:
    """A project of its own, with git, as the desk changes it."""
    left_out = shutil.ignore_patterns("__pycache__")
    for part in _PARTS:
        shutil.copytree(root / part, project / part, ignore=left_out)
    for name in _FILES:
        if (root / name).is_file():
            shutil.copy(root / name, project)
    today = date.today()
    move_term(project, today)
    add_requests(project, today)
    with (project / "data/site.yaml").open("a", encoding="utf-8") as site:
        site.write("portal_url: /portal/\n")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Everything is invented")):
        _run(["git", *_NOBODY, *command], project, os.environ)
    return project


def _environment(folder: Path, project: Path) -> dict[str, str]:
    """What the portal is told: nothing of what this shell may have been told for another portal."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(("BRYGGA_", "DJANGO_"))}
    own = {"BRYGGA_DEVELOPMENT": "1", "BRYGGA_DEMO": str(folder), "BRYGGA_STORE": str(folder / "store")}
    (folder / "store").mkdir(mode=0o700)
    return {**others, **own, "BRYGGA_PROJECT": str(project), "PYTHONPATH": ""}


def _run(command: list[str], folder: Path, environment: Mapping[str, str], doors: tuple[int, ...] = ()) -> None:
    """Raises CalledProcessError. Whatever happens, nothing that it started is left running."""
    with subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True, pass_fds=doors) as started:
        try:
            status = started.wait()
        finally:
            _end(started)
    if status:
        raise subprocess.CalledProcessError(status, command)


def _end(started: subprocess.Popen[bytes]) -> None:
    """It and its children: they are a group of their own, which Ctrl-C does not reach."""
    if started.poll() is None:
        started.terminate()
        with suppress(subprocess.TimeoutExpired):
            started.wait(_GRACE)
    with suppress(ProcessLookupError):  # all have ended
        os.killpg(started.pid, signal.SIGKILL)


@contextmanager
def _deaf_at_the_end() -> Iterator[None]:
    """A second Ctrl-C does not stop the tidying up."""
    try:
        yield
    finally:
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(show_demo())
