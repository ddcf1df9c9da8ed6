"""QR codes on posters."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import segno

from brygga.model.record import MEMBERS, PUBLIC
from brygga.render.qr import qr_code
from brygga.site.side_by_side import side_by_side
from tinysite import build_of, everything, light_files, without_today

ADDRESSES = [f"https://prov.example/cafe/{name}/" for name in "abcdef"]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[str]]]:
    """The addresses of all codes that were made, in whatever process."""
    make, log = segno.make, os.open(tmp_path / "made", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def logged(address: str, **rest: Any) -> segno.QRCode:
        os.write(log, f"{address}\n".encode())
        return make(address, **rest)

    monkeypatch.setattr(segno, "make", logged)
    qr_code.cache_clear()
    yield lambda: (tmp_path / "made").read_text("utf-8").splitlines()
    qr_code.cache_clear()
    os.close(log)


def test_a_code_is_made_once_for_its_address(made: Callable[[], list[str]], tmp_path: Path) -> None:
    shown = [qr_code(tmp_path, address) for address in ADDRESSES * 2]
    assert made() == ADDRESSES
    assert shown[: len(ADDRESSES)] == shown[len(ADDRESSES) :]
    assert len(set(shown)) == len(ADDRESSES)


def test_processes_make_it_once_together(made: Callable[[], list[str]], tmp_path: Path) -> None:
    jobs = {str(number): partial(all_codes, tmp_path) for number in range(4)}
    first, *others = side_by_side(jobs, len(jobs))
    assert others == [first] * 3
    assert sorted(made()) == ADDRESSES


def all_codes(root: Path) -> list[str]:
    return [str(qr_code(root, address)) for address in ADDRESSES]


def test_both_sites_have_the_codes_of_one(made: Callable[[], list[str]], tmp_path: Path) -> None:
    root = without_today(everything(tmp_path / "project"))
    for audience in (PUBLIC, MEMBERS):
        qr_code.cache_clear()  # another process
        pages = light_files(build_of(root, audience=audience))
        assert [path for path, page in pages.items() if "/affisch/" in path and b"</svg>" in page]
    assert len(made()) == len(set(made())) > 1


@pytest.mark.parametrize("content", [b"", b"<svg", b"\xff</svg>"], ids=["empty", "cut", "not text"])
def test_what_was_spoilt_is_made_again(content: bytes, made: Callable[[], list[str]], tmp_path: Path) -> None:
    whole = qr_code(tmp_path, ADDRESSES[0])
    (kept,) = (tmp_path / ".cache/qr").glob("*.svg")
    kept.write_bytes(content)
    for _ in range(2):
        qr_code.cache_clear()
        assert qr_code(tmp_path, ADDRESSES[0]) == whole
    assert len(made()) == 2


def test_it_is_made_where_nothing_can_be_written(made: Callable[[], list[str]], tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the folder should be", "utf-8")
    assert qr_code(tmp_path, ADDRESSES[0]).startswith("<svg")
    assert made() == ADDRESSES[:1]
