"""Builds light pages in a process of its own: `python -m bench.light pages|all|again|serve PROJECT SITE`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

from brygga.check.source import read_source
from brygga.load.file_cache import FileCache
from brygga.load.garbage import uncollected
from brygga.site.build import Build, LightPages
from brygga.site.output import Output
from brygga.site.write import write_all

SITE_URL = "https://prov.example/"
DATE_PAGE = re.compile(r"(?:\w\w/)?program/(?!plats/|sprak/)(?:[^/]+/)+index\.html")


class DatePages:
    """Of all that a build writes, the pages of dates alone: what Hugo makes too."""

    def __init__(self, build: Build) -> None:
        self._light = LightPages(build, [])

    def parts(self) -> list[str]:
        return self._light.parts()

    def outputs(self, part: str) -> Iterator[Output]:
        return (output for output in self._light.outputs(part) if DATE_PAGE.fullmatch(output.path))


def serve(root: Path, site: Path) -> None:
    """As `make serve` does it, without the handbook: tells its port, then how long it took for each change."""
    from brygga.command.serve import Changes, refresh, start_server, watch  # a web server, which a build has no use for

    bring = partial(refresh, root, date.today(), site, cache=FileCache())
    known = bring({}).inputs
    changes = Changes(root)
    watch(root, changes)
    print(start_server(site, 0).server_port, flush=True)
    while changes.wait():
        begin = perf_counter()
        known = bring(known).inputs
        print(perf_counter() - begin, flush=True)


@uncollected()
def write(what: str, root: Path, site: Path) -> None:
    """As `make site` does it, in one process and those that it starts."""
    build = Build(root, read_source(root, date.today()), SITE_URL)
    known_file = site.with_suffix(".json")
    known = {"pages": None, "all": {}}[what] if what != "again" else json.loads(known_file.read_text("utf-8"))
    written = write_all(site, DatePages(build) if what == "pages" else LightPages(build, []), known)
    if known is not None:
        known_file.write_text(json.dumps(written.inputs), "utf-8")
    print(len(written.made), len(written.changed))


def main(what: str, root: Path, site: Path) -> None:
    if what == "serve":
        serve(root, site)
    else:
        write(what, root, site)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
