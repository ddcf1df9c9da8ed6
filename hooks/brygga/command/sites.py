"""The sites that one build makes: side by side, and put in the place of the old ones together."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path

from brygga.check.source import Source
from brygga.command.console import Console
from brygga.load.audience import site_address
from brygga.portal_feed.published import published_outputs
from brygga.site.broken_links import BrokenLink, broken_links
from brygga.site.build import Build
from brygga.site.side_by_side import Jobs, side_by_side
from brygga.site.sites import PORTAL_FOLDER, SITES, Site
from brygga.site.write import write
from editing.refused import Refused

_LAST_LINES = 5
# Makes a site with MkDocs: its config file, its folder, what it is made from. Raises SystemExit, having said why.
MkDocs = Callable[[Path, Path, Source], None]


def build_sites(mkdocs: MkDocs, root: Path, making: Path, source: Source, console: Console) -> bool:
    """Builds every site below `making`. Tells what is wrong, or returns True. Raises OSError."""
    address = source.data.records.site["site_url"]
    jobs: Jobs[str | None] = {
        **{site.folder: partial(_framed, mkdocs, root / site.config, making / site.folder, source) for site in SITES},
        PORTAL_FOLDER: partial(_published, root, making / PORTAL_FOLDER, source, address),
    }
    failed = [said for said in side_by_side(jobs, len(jobs)) if said is not None]
    if failed:
        print("".join(failed), file=sys.stderr)
        return False
    console.progress("linking")
    portal_url = source.data.records.site["portal_url"]
    checks = {site.folder: partial(_broken, making, address, site, portal_url) for site in SITES}
    found = dict(zip(checks, side_by_side(checks, len(checks)), strict=True))
    sentences = [sentence for folder, links in found.items() for sentence in _told(folder, links, console)]
    print("".join(f"{sentence}\n" for sentence in sentences), end="")
    return not sentences


def _framed(mkdocs: MkDocs, config: Path, site_dir: Path, source: Source) -> str | None:
    """None, or what was said when it failed. Raises OSError: what the system refuses is told in our own words."""
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            mkdocs(config, site_dir, source)
        except OSError:
            raise
        except SystemExit:
            return said.getvalue()
        except Exception:
            traceback.print_exc()
            return said.getvalue()
    return None


def _published(root: Path, folder: Path, source: Source, address: str) -> None:
    write(folder, published_outputs(root, source, Build(root, source, address)))


def _broken(making: Path, address: str, site: Site, portal_url: str | None) -> list[BrokenLink]:
    return list(broken_links(making / site.folder, site_address(address, site.audience), portal_url))


def _told(folder: str, links: list[BrokenLink], console: Console) -> Iterator[str]:
    for link in links:
        yield console.sentence("broken-link", page=f"{folder}/{link.page}", target=link.target)


def all_sites(mkdocs: MkDocs, console: Console, root: Path, making: Path, source: Source) -> None:
    """Raises Refused where one of them cannot be made, with what was said."""
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        is_made = build_sites(mkdocs, root, making, source, console)
    if not is_made:
        raise Refused("edit-build-failed", detail="; ".join(said.getvalue().strip().splitlines()[-_LAST_LINES:]))
