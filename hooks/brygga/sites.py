"""The sites that one build makes: side by side, and put in the place of the old ones together."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from brygga.audience import site_address
from brygga.build import Source
from brygga.console import Console
from brygga.languages import read_config
from brygga.links import broken_links
from brygga.published import published_outputs
from brygga.records import MEMBERS, PUBLIC
from brygga.write import write


@dataclass(frozen=True)
class Site:
    """`folder` is where it stands below the root, `config` the file that MkDocs reads."""

    audience: str
    folder: str
    config: str


SITES = (Site(PUBLIC, "site", "mkdocs.yml"), Site(MEMBERS, "site.members", "mkdocs.members.yml"))
PORTAL = "site.portal"  # for the portal alone, never served as files


def build_sites(root: Path, source: Source, console: Console) -> bool:
    """Builds every site beside the old one, in `<folder>.new`. Tells what is wrong, or returns True."""
    site_url = str(read_config(root)["site_url"])
    shutil.rmtree(_new(root, PORTAL), ignore_errors=True)
    with ThreadPoolExecutor() as pool:
        running = pool.map(partial(_run_mkdocs, root, console.language), SITES)
        write(_new(root, PORTAL), published_outputs(root, source, site_url))
        done = list(running)
    for one in done:
        if one.returncode != 0:
            print(one.stdout + one.stderr, file=sys.stderr)
            return False
    console.progress("linking")
    portal_url = source.data.records.site["portal_url"]
    broken = [sentence for site in SITES for sentence in _broken(root, site, portal_url, console)]
    print("".join(f"{sentence}\n" for sentence in broken), end="")
    return not broken


def _run_mkdocs(root: Path, language: str, site: Site) -> subprocess.CompletedProcess[str]:
    """`mkdocs build`, never with --quiet: that switches --strict off."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", site.config]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "en" if language == "en" else "C.UTF-8"}
    return subprocess.run(
        [*command, "--site-dir", str(_new(root, site.folder))],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _broken(root: Path, site: Site, portal_url: str | None, console: Console) -> Iterator[str]:
    address = site_address(str(read_config(root)["site_url"]), site.audience)
    for link in broken_links(_new(root, site.folder), address, portal_url):
        yield console.sentence("broken-link", page=f"{site.folder}/{link.page}", target=link.target)


def _new(root: Path, folder: str) -> Path:
    return root / f"{folder}.new"


def replace_sites(root: Path) -> None:
    """All old ones go and all new ones come, with nothing but these renamings between."""
    folders = [*(site.folder for site in SITES), PORTAL]
    olds = [root / f"{folder}.old" for folder in folders]
    for old in olds:
        shutil.rmtree(old, ignore_errors=True)
    for folder, old in zip(folders, olds, strict=True):
        if (root / folder).exists():
            (root / folder).rename(old)
    for folder in folders:
        _new(root, folder).rename(root / folder)
    for old in olds:
        shutil.rmtree(old, ignore_errors=True)
