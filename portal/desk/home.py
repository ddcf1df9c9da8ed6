"""What do you want to change? Seven things that people do, and the way to everything else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from common.localisation.marked import marked as _
from desk.flow import desk
from desk.models import Draft, Stage
from people.access import person_of
from web.page import page
from web.reader import reader_of

# Where a button leads, its pictogram, its words.
DOORS = (
    ("desk:meetings", "calendar", _("Ställ in eller flytta en träff")),
    ("desk:closing", "door", _("Stäng några dagar")),
    ("desk:extra", "coffee", _("Lägg till en träff")),
    ("desk:request", "walk-together", _("Skriv ett uppdrag")),
    ("desk:event", "guest", _("Gäst eller händelse")),
    ("desk:week", "clipboard", _("Programmet stämmer")),
    ("desk:kinds", "book", _("Rätta en text")),
)


@require_safe
@desk
def desk_home(request: HttpRequest, language: str) -> HttpResponse:
    reader, person = reader_of(language), person_of(request)
    title = reader.plain(_("Vad vill du ändra?"))
    left = Draft.objects.filter(person=person, state__in=(Stage.DRAFT, Stage.REFUSED)).order_by("-made")
    begun = [
        {"key": draft.key, "made": draft.made, "sentences": (draft.answer or {}).get("sentences", [])}
        for draft in left[:5]
    ]
    return page(request, reader, "desk/home.html", title, doors=DOORS, begun=begun)
