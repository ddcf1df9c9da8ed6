"""tests/cases/views: one situation a file, all built together, once, in all languages of the site.

Each case has two places of its own, "Gamla" (where the series is planned) and "Nya"; `series` is what its file holds
beside the usual lines, `files` are further files below data/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from bs4 import BeautifulSoup

from brygga.load.languages import read_languages
from brygga.site.app import offline_pages
from citysite import PROJECT, TESTS, says_all, with_languages
from common.localisation import days
from tinysite import build_of, copy_of, make_buildable, put_all, without_today

CASES = sorted((TESTS / "cases/views").glob("*.yaml"))
DAYS = [date(2019, 3, 1) + timedelta(days) for days in range(31)] + [date(2020, 1, 14)]
CLOSED = date(2019, 3, 11), date(2019, 3, 13)
LOCALES = {one.code: one.locale for one in read_languages(PROJECT)}
LANGUAGES = {one.code: one.prefix for one in read_languages(PROJECT) if one.is_source or says_all(PROJECT, one)}
PLACE = "title: {} {}\nkind: cafe\nsummary: Ett café.\nsource: Provdata\n"
SERIES = """title: Fika {0}
place: {0}-gamla
weekday: tuesday
start: 13:00
end: 16:00
first_day: 2019-03-12
last_day: 2019-03-12
summary: Vi fikar.
{1}source: Provdata
"""
_SHOWN = re.compile(
    r"(program|program/plats/.*|program/(?!sprak).*/.*|cafe|cafe/[^/]*|cafe/.*/affisch(/tva)?|nytt)/index\.html$"
    r"|traff\.ics$|\.atom$"
)
Files = Mapping[str, bytes]


def read(case: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(case.read_text("utf-8"))
    return loaded


def written(root: Path, own_lines: str = "") -> Path:
    """All cases as a project; `own_lines` stand in each series and event."""
    root = copy_of("tiny", root)
    put_all(root, {f"data/{kind}": None for kind in ("events", "closures", "series")})
    for case in CASES:
        put_all(root, {f"data/{path}": text for path, text in _files(case, own_lines).items()})
    make_buildable(root)
    copy(PROJECT / "data/names.yaml", root / "data/names.yaml")
    return without_today(with_languages(root, {one.code: one.name for one in read_languages(PROJECT)}))


def _files(case: Path, own_lines: str) -> dict[str, str]:
    wanted, stem = read(case), case.stem
    places = {f"places/{stem}-{which}.yaml": PLACE.format(which.title(), stem) for which in ("gamla", "nya")}
    files = {f"series/{stem}.yaml": SERIES.format(stem, wanted["series"]), **wanted.get("files", {})}
    return places | {path: text.replace("source:", f"{own_lines}source:") for path, text in files.items()}


@cache
def built() -> Files:
    """The pages and files that tell something of a date; offline.txt: what phones keep of the Swedish ones."""
    with TemporaryDirectory() as folder:
        sites = build_of(written(Path(folder))).sites
        shown = [one for site in sites.values() for one in site.outputs() if _SHOWN.search(one.path)]
        kept = "\n".join(offline_pages(sites["sv"].reader))
        return {"offline.txt": kept.encode()} | {one.path: one.content for one in shown}


@cache
def soup(path: str) -> BeautifulSoup:
    """What is seen without a script; it shows what is hidden once its day has come."""
    html = BeautifulSoup(built()[path], "lxml")
    for hidden in html.select("[data-day][hidden]"):
        hidden.decompose()
    return html


def is_about(stem: str, told: str, urls: str) -> bool:
    return f"program/{stem}/" in urls or f"/{stem}/" in f"/{urls}" or f" {stem}" in told


def facts(line: str, code: str) -> tuple[set[str], list[str], int]:
    """The days and numbers of a line but :00, the places it names in their order, how often something is struck out."""
    line = " ".join(line.split())
    for written, day in days_in(code):
        line = line.replace(written, day)
    numbers = {*re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+", line)} - {"00"}
    return numbers, re.findall("Gamla|Nya", line), line.count("~")


@cache
def days_in(code: str) -> list[tuple[str, str]]:
    """(as the language writes it: with or without a year, big, in a closure; ISO 8601) of every day that is told."""
    locale = LOCALES[code]
    short = locale.days["format"]["abbreviated"]
    found = [(days.day_and_year(locale, day), f"{day} {day.year}") for day in DAYS]
    found += [(days.day(locale, day), str(day)) for day in DAYS]
    found += [(f"{short[day.weekday()].rstrip('.')} {day.day} {days.month(locale, day)}", str(day)) for day in DAYS]
    found += [(days.weekdays(locale, CLOSED[0], CLOSED[1], False), f"{CLOSED[0]} {CLOSED[1]}")]
    ordered = [(" ".join(written.split()), f" {day} ") for written, day in found]
    return sorted(ordered, key=lambda one: len(one[0]), reverse=True)
