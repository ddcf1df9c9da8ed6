"""What members are asked for, and guests and other things that happen on one day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from board.help_requests import TASKS
from common.localisation.marked import marked as _
from desk import dates
from desk.flow import desk
from desk.forms import EventForm, RequestForm
from desk.screens import Screen, screen
from published.current import known
from web.reader import PortalReader, reader_of

_FOR_ALL = {"audience": [""]}
_BESIDE = {"series": "meeting"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def new_help_request(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    required = {
        "task": _("Välj vad ni behöver hjälp med."),
        "title": _("Skriv några ord om vad det gäller."),
        "date": _("Välj en dag."),
        "needed": _("Skriv hur många %(mammor_kort)s som behövs."),
        "answer_by": _("Välj en dag."),
    }
    return screen(
        request,
        reader,
        Screen("desk/request.html", _("Skriv ett uppdrag"), RequestForm.base_fields, required, {"needed": ["1"]}),
        RequestForm(request.POST) if request.method == "POST" else None,
        _request_order,
        tasks=[(task, reader(words)) for task, words in TASKS.items()],
        languages=list(reader.site.language_names[language].items()),
        topics=_topics(reader),
        places=dates.places(reader),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def new_event(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    required = {"title": _("Skriv vad det är."), "summary": _("Skriv vad som händer. Besökarna undrar.")}
    sent = EventForm(request.POST) if request.method == "POST" else None
    if sent and not sent.typed["meeting"]:
        required["date"] = _("Välj en träff i programmet eller en egen dag.")
    return screen(
        request,
        reader,
        Screen(
            "desk/event.html",
            _("Gäst eller händelse"),
            EventForm.base_fields,
            required,
            {"audience": [""]},
            {"series": "meeting"},
        ),
        sent,
        _event_order,
        meetings=[(_sign(one), dates.shown(one)) for one in dates.coming() if one.facts["kind"] == "series"],
        events=[dict(row) for row in known().events.values()],
        topics=_topics(reader),
        places=dates.places(reader),
    )


def _topics(reader: PortalReader) -> list[tuple[str, Any]]:
    return [(row["id"], reader(row["title"])) for row in reader.site.topics.values()]


def _request_order(typed: dict[str, Any]) -> dict[str, Any]:
    by = f"{typed['answer_by']} {typed['answer_hour']}".strip()
    return {"do": "add-request", **_said(typed, "key", "answer_hour"), "answer_by": by}


def _event_order(typed: dict[str, Any]) -> dict[str, Any]:
    """Of a guest: which series, and on which day; place and hours come from there."""
    series, _sign_between, day = typed["meeting"].partition(" ")
    if series:
        return {
            "do": "add-event",
            **_said(typed, "key", "meeting", "place", "start", "end"),
            "series": series,
            "date": day,
        }
    return {"do": "add-event", **_said(typed, "key", "meeting")}


def _sign(dated: dates.Dated) -> str:
    return f"{dated.name} {dated.facts['date']}"


def _said(typed: dict[str, Any], *without: str) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if name not in without}
