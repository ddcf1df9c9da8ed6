"""A build's own folder: who else may build, and what is served when something goes wrong at any step."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brygga.__main__ import main
from brygga.site.staging import MAKING, Busy, NoFolder, locked, publish, staging

NAMES = ("site", "site.members", "site.portal")
RENAME = Path.rename
OLD, NEW = dict.fromkeys(NAMES, "old"), dict.fromkeys(NAMES, "new")


class Killed(BaseException):
    """The process ends here: nothing that it had in mind is done any more."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("old", "utf-8")
    return tmp_path


def make_new(folder: Path) -> None:
    for name in NAMES:
        (folder / MAKING / name).mkdir()
        (folder / MAKING / name / "index.html").write_text("new", "utf-8")


def served(project: Path) -> dict[str, str]:
    return {name: (project / name / "index.html").read_text("utf-8") for name in NAMES if (project / name).exists()}


def left(project: Path) -> list[str]:
    return sorted(entry.name for entry in project.rglob("*") if entry.name not in {*NAMES, ".cache", "index.html"})


def build(project: Path) -> None:
    with locked(project), staging(project, NAMES) as folder:
        make_new(folder)
        publish(project, folder)


def killed_after(project: Path, renamings: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build whose process ends after so many renamings; nothing is tidied up."""
    monkeypatch.setattr(Path, "rename", _stopping(renamings, Killed()))
    monkeypatch.setattr("brygga.site.staging.shutil.rmtree", lambda *_, **__: None)
    with pytest.raises(Killed):
        build(project)
    monkeypatch.undo()


def _stopping(renamings: int, ending: BaseException) -> Callable[[Path, Path], Path]:
    left_over: Iterator[int] = iter(range(renamings))

    def rename(self: Path, target: Path) -> Path:
        if next(left_over, None) is None:
            raise ending
        return RENAME(self, target)

    return rename


def test_all_new_ones_take_their_places_and_nothing_is_left(project: Path) -> None:
    build(project)
    assert served(project) == NEW
    assert left(project) == ["build.lock"]


def test_the_first_build_of_all(tmp_path: Path) -> None:
    build(tmp_path)
    assert served(tmp_path) == NEW


@pytest.mark.parametrize("renamings", range(7))
def test_who_is_killed_at_any_step_leaves_a_whole_site_to_the_next(
    project: Path, renamings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_after(project, renamings, monkeypatch)
    with locked(project), staging(project, NAMES):
        pass  # the next build, before it has made anything
    assert served(project) == (NEW if renamings else OLD)
    build(project)
    assert served(project) == NEW
    assert left(project) == ["build.lock"]


@pytest.mark.parametrize("renamings", range(7))
def test_what_the_system_refuses_at_any_step_leaves_the_old_sites(
    project: Path, renamings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = _stopping(renamings, OSError(errno.EACCES, "no"))
    moves: list[Path] = []

    def rename(self: Path, target: Path) -> Path:
        moves.append(self)
        return refusing(self, target) if len(moves) <= renamings + 1 else RENAME(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="no"):
        build(project)
    assert served(project) == OLD
    assert left(project) == ["build.lock"]


def test_a_second_build_is_sent_away_and_touches_nothing(project: Path) -> None:
    with locked(project), staging(project, NAMES) as folder:
        make_new(folder)
        with pytest.raises(Busy):
            build(project)
        publish(project, folder)
    assert served(project) == NEW


def test_who_was_killed_holds_nobody_up(project: Path) -> None:
    lines = ("import os", "from pathlib import Path", "from brygga.site.staging import locked")
    code = "\n".join([*lines, "with locked(Path('.')): os.kill(os.getpid(), 9)"])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], cwd=project, env=environment, check=False)
    build(project)
    assert served(project) == NEW


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_folder_is_refused_before_anything_is_made(tmp_path: Path, name: str, kind: str) -> None:
    if kind == "file":
        (tmp_path / name).write_text("mine", "utf-8")
    else:
        (tmp_path / name).symlink_to(tmp_path if kind == "link" else tmp_path / "nowhere")
    with pytest.raises(NoFolder, match=name):
        build(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir() if entry.name != ".cache"] == [name]
    assert left(tmp_path) == ["build.lock"]


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (Busy(), "Another build is at work here"),
        (NoFolder("site"), "site is no ordinary folder"),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
        (OSError(errno.EACCES, "Permission denied", "data"), "no right to read or write data"),
        (OSError(errno.EIO, "Input/output error", "data"), "data: Input/output error"),
    ],
)
def test_a_refusal_is_one_sentence(
    refusal: Exception, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise refusal

    monkeypatch.setitem(sys.modules["brygga.__main__"].COMMANDS, "site", refuse)
    assert main(["site", "--lang", "en"]) == 1
    assert words in capsys.readouterr().out
