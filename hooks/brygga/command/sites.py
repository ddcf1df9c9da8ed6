"""The sites that one build makes: side by side, and put in the place of the old ones together."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from brygga.check.source import Source
from brygga.command.console import Console
from brygga.load.audience import site_address
from brygga.model.record import MEMBERS, PUBLIC
from brygga.portal_feed.published import published_outputs
from brygga.site.broken_links import broken_links
from brygga.site.build import Build
from brygga.site.write import write


@dataclass(frozen=True)
class Site:
    """`folder` is where it stands below the root, `config` the file that MkDocs reads."""

    audience: str
    folder: str
    config: str


SITES = (Site(PUBLIC, "site", "mkdocs.yml"), Site(MEMBERS, "site.members", "mkdocs.members.yml"))
PORTAL = "site.portal"  # for the portal alone, never served as files
FOLDERS = (*(site.folder for site in SITES), PORTAL)


def build_sites(root: Path, making: Path, source: Source, console: Console) -> bool:
    """Builds every site below `making`. Tells what is wrong, or returns True. Raises OSError."""
    site_url = source.data.records.site["site_url"]
    with ThreadPoolExecutor() as pool:
        running = pool.map(partial(_run_mkdocs, root, making, console.language), SITES)
        write(making / PORTAL, published_outputs(root, source, Build(root, source, site_url)))
        done = list(running)
    for one in done:
        if one.returncode != 0:
            _raise_system_error(one.stderr)
            print(one.stdout + one.stderr, file=sys.stderr)
            return False
    console.progress("linking")
    portal_url = source.data.records.site["portal_url"]
    broken = [sentence for site in SITES for sentence in _broken(making, site_url, site, portal_url, console)]
    print("".join(f"{sentence}\n" for sentence in broken), end="")
    return not broken


def _raise_system_error(stderr: str) -> None:
    """What the system refused MkDocs' process (a full disk, no right to write) is told in our words, as in our own."""
    last = stderr.rstrip().rpartition("\n")[2]
    if match := re.match(r"\w*Error: \[Errno (\d+)\] ([^:]*)(?:: '(.*)')?", last):
        raise OSError(int(match[1]), match[2], match[3])


def _run_mkdocs(root: Path, making: Path, language: str, site: Site) -> subprocess.CompletedProcess[str]:
    """`mkdocs build`, never with --quiet: that switches --strict off."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", site.config]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "en" if language == "en" else "C.UTF-8"}
    return subprocess.run(
        [*command, "--site-dir", str(making / site.folder)],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _broken(making: Path, address: str, site: Site, portal_url: str | None, console: Console) -> Iterator[str]:
    for link in broken_links(making / site.folder, site_address(address, site.audience), portal_url):
        yield console.sentence("broken-link", page=f"{site.folder}/{link.page}", target=link.target)
