"""What came of all requests: summed up by year, one by one, and as a table to take along. For coordinators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from board.help_requests import HelpRequest
from board.kept import all_help_requests
from board.models import DONE, NOBODY
from board.outcomes import outcomes_of
from common.localisation.marked import marked as _
from people.access import coordinators, person_of
from published.reading import Published
from trail.deeds import TOOK_RESULTS, note
from web.facts import listing
from web.page import page
from web.reader import PortalReader, reader_of
from web.spreadsheet import Cell, file_response

_ON_A_PAGE = 50
_HEAD = (
    "date",
    "start",
    "task",
    "title",
    "place",
    "what",
    "mothers",
    "hours_each",
    "hours_together",
    "helped",
    "words",
)


@dataclass(frozen=True)
class Result:
    """`told` is what was told of it (board.outcomes.NOTHING says the names)."""

    help_request: HelpRequest
    told: dict[str, Any]

    @property
    def minutes_together(self) -> int:
        return int(self.told["minutes"] or 0) * int(self.told["mothers"])


@dataclass(frozen=True)
class Year:
    """`untold`: how many requests nobody has told of. `mothers` counts her who went twice twice."""

    year: int
    done: int
    nobody: int
    untold: int
    mothers: int
    minutes: int
    helped: int


@require_safe
@coordinators
def results(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    everything = _results(reader.site)
    return page(
        request,
        reader,
        "board/results.html",
        reader.plain(_("Resultat")),
        years=_years(everything),
        untold=[one.help_request for one in everything if not one.told["what"]][:_ON_A_PAGE],
        results=listing(
            [one for one in everything if one.told["what"]], _ON_A_PAGE, request.GET.get("sida"), lambda one: one
        ),
    )


@require_safe
@coordinators
def export_results(request: HttpRequest, language: str, kind: str) -> HttpResponseBase:
    """`kind`: csv or xlsx."""
    reader = reader_of(language)
    note(person_of(request), TOOK_RESULTS, now())
    rows = (_row(reader, one) for one in _results(reader.site))
    return file_response("resultat", kind, _HEAD, rows)


def _results(site: Published) -> list[Result]:
    """Of all that has begun and was not called off, the latest first."""
    moment = site.moment(now())
    begun = [
        one
        for one in all_help_requests(site, moment.date())
        if one.has_begun(moment) and not one.is_gone(moment.date())
    ]
    told = outcomes_of(begun)
    return [Result(one, told[one.id]) for one in reversed(begun)]


def _years(everything: Iterable[Result]) -> list[Year]:
    by_year: dict[int, list[Result]] = defaultdict(list)
    for one in everything:
        by_year[one.help_request.day.year].append(one)
    return [_year(year, found) for year, found in sorted(by_year.items(), reverse=True)]


def _year(year: int, found: list[Result]) -> Year:
    happened = [one.told["what"] for one in found]
    went = [one for one in found if one.told["what"]]
    return Year(
        year=year,
        done=happened.count(DONE),
        nobody=happened.count(NOBODY),
        untold=happened.count(""),
        mothers=sum(one.told["mothers"] for one in went),
        minutes=sum(one.minutes_together for one in went),
        helped=sum(one.told["helped"] or 0 for one in went if one.told["what"] == DONE),
    )


def _row(reader: PortalReader, one: Result) -> list[Cell]:
    facts, told = one.help_request.facts, one.told
    place = reader.site.places.get(facts["place"] or "")
    asked = (
        facts["date"],
        facts["start"] or "",
        facts["task"],
        facts["title"],
        place["title"] if place else facts["where"],
    )
    hours = (_hours(told["minutes"]), _hours(one.minutes_together if told["minutes"] else None))
    return [*asked, told["what"], told["mothers"], *hours, _known(told["helped"]), told["words"]]


def _hours(minutes: int | None) -> Cell:
    return "" if minutes is None else round(minutes / 60, 2)


def _known(count: int | None) -> Cell:
    return "" if count is None else count
