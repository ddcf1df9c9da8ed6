"""Days without meetings, and a programme that somebody has looked at."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from common.localisation.marked import marked as _
from desk import dates
from desk.flow import desk
from desk.forms import ClosingForm, WrittenForm
from desk.screens import Screen, screen
from web.reader import reader_of

_BESIDE = {"first_day": "day", "title": "reason"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def closing(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    required = {"day": _("Välj en dag."), "reason": _("Skriv varför. Besökarna undrar.")}
    return screen(
        request,
        reader,
        Screen("desk/closing.html", _("Stäng några dagar"), ClosingForm.base_fields, required, {}, _BESIDE),
        ClosingForm(request.POST) if request.method == "POST" else None,
        lambda typed: {"do": "close", **{name: typed[name] for name in ("day", "last_day", "places", "reason")}},
        places=dates.places(reader),
        reasons=dates.reasons(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def week(request: HttpRequest, language: str) -> HttpResponse:
    """Two weeks to look through, and a button."""
    reader = reader_of(language)
    ahead = dates.weeks_of(dates.coming(), reader.site.today(localdate()))
    return screen(
        request,
        reader,
        Screen("desk/week.html", _("Programmet stämmer"), ()),
        WrittenForm(request.POST) if request.method == "POST" else None,
        lambda _typed: {"do": "confirm-week"},
        dates=[dates.shown(one) for one in ahead],
    )
