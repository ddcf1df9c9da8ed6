"""A date that is cancelled, moved, put off or takes place after all; and one date more."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from common.localisation.marked import marked as _
from common.statuses import SCHEDULED
from desk import dates
from desk.flow import desk
from desk.forms import ExtraForm, MeetingForm
from desk.screens import Screen, screen
from published.current import known
from web.facts import listing
from web.page import page
from web.reader import reader_of

_ON_A_PAGE = 40
_DEEDS = {
    "cancel": _("Ställ in"),
    "move": _("Flytta: ny dag, tid eller plats"),
    "postpone": _("Skjut upp: ny dag kommer senare"),
    "reopen": _("Den blir av, precis som planerat"),
}
_BESIDE = {"announced": "new_date", "status": "do", "date": "do"}
_NOW = {"new_date": "date", "new_start": "start", "new_end": "end", "new_place": "place"}


@require_safe
@desk
def meetings(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    title, everything = reader.plain(_("Vilken träff?")), list(dates.coming())
    taking_place = {one.facts["place"] for one in everything}
    cafes = [(place, name) for place, name in dates.places(reader) if place in taking_place]
    cafe = request.GET.get("cafe", "")
    chosen = [one for one in everything if one.facts["place"] == cafe] if cafe else everything
    shown = listing(chosen, _ON_A_PAGE, request.GET.get("sida"), dates.shown)
    return page(request, reader, "desk/meetings.html", title, dates=shown, cafes=cafes, cafe=cafe)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def meeting(request: HttpRequest, language: str, what: str, day: str) -> HttpResponse:
    reader = reader_of(language)
    dated = next((one for one in dates.coming() if (one.name, one.day) == (what, day)), None)
    if dated is None:
        raise Http404
    start = {field: [dated.facts[now] or ""] for field, now in _NOW.items()}
    required = {"do": _("Välj vad som händer."), "reason": _("Skriv varför. Besökarna undrar.")}
    deeds = [(do, reader(words)) for do, words in _DEEDS.items() if do != ("reopen" if _is_as_planned(dated) else "")]
    return screen(
        request,
        reader,
        Screen(
            "desk/meeting.html", _("Ställ in eller flytta en träff"), MeetingForm.base_fields, required, start, _BESIDE
        ),
        MeetingForm(request.POST) if request.method == "POST" else None,
        lambda typed: {"do": typed["do"], "name": what, "day": day, "reason": typed["reason"], **_moved(typed, start)},
        dated=dates.shown(dated),
        deeds=deeds,
        places=dates.places(reader),
        reasons=dates.reasons(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def extra(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    required = {"name": _("Välj vilket café."), "day": _("Välj en dag.")}
    return screen(
        request,
        reader,
        Screen("desk/extra.html", _("Lägg till en träff"), ExtraForm.base_fields, required, {}, {"date": "day"}),
        ExtraForm(request.POST) if request.method == "POST" else None,
        lambda typed: {"do": "add-date", **_without_key(typed)},
        series=[(row["id"], reader(row["title"])) for row in known().series.values()],
        places=dates.places(reader),
    )


def _is_as_planned(dated: dates.Dated) -> bool:
    return dated.status == SCHEDULED and not dated.facts["notice"]


def _moved(typed: dict[str, Any], start: dict[str, list[str]]) -> dict[str, Any]:
    """What is another now, of a date that is moved."""
    new = {name: typed[name] for name in _NOW if [typed[name]] != start[name]}
    return new if typed["do"] == "move" else {}


def _without_key(typed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if name != "key"}
