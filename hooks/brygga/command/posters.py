"""The posters of the built site as PDF files, printed by a headless Chromium: its fonts, its right to left."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from brygga.command.serve import start_server

BROWSERS = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
POSTER = "affisch"
# One process for each poster: it starts clean, and a page that hangs stops only itself.
_FLAGS = ("--headless", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")
_SECONDS = 60
_AT_ONCE = 2


def browser() -> str | None:
    """The browser to print with, None when the machine has none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def print_posters(chromium: str, site_dir: Path, folder: Path) -> Iterator[Path]:
    """Writes folder/<language>/<café>.pdf, and <café>-sv.pdf with Swedish beside it. Yields each file when it is done.

    Raises subprocess.SubprocessError when the browser fails.
    """
    server = start_server(site_dir, 0)
    try:
        pages = sorted(site_dir.glob(f"**/{POSTER}/**/index.html"))
        paths = [page.parent.relative_to(site_dir).as_posix() for page in pages]
        root = f"http://127.0.0.1:{server.server_port}/"
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            yield from pool.map(lambda path: _print(chromium, f"{root}{path}/", folder / _file_name(path)), paths)
    finally:
        server.shutdown()
        server.server_close()


def _file_name(address: str) -> str:
    """ar/cafe/torget/affisch/tva → ar/torget-sv.pdf; the source language has no prefix: cafe/torget/affisch."""
    parts = address.split("/")
    language = parts[0] if parts[0] != "cafe" else "sv"
    name = parts[parts.index("cafe") + 1]
    return f"{language}/{name}{'-sv' if parts[-1] != POSTER else ''}.pdf"


def _print(chromium: str, address: str, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [chromium, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={target}", address]
        if _is_root():
            command.insert(1, "--no-sandbox")
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return target


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
