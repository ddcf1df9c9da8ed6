"""What coordinators did, for coordinators: the latest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from common.localisation.marked import marked as _
from common.localisation.text import Text
from people.access import coordinators
from people.models import Person
from trail.deeds import SENTENCES
from trail.models import Deed
from web.facts import listing
from web.page import page
from web.reader import PortalReader, reader_of

_ON_A_PAGE = 50
_NOBODY = _("någon som inte är kvar")


@require_safe
@coordinators
def trail(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    deeds = Deed.objects.select_related("by", "about").order_by("-at", "-pk")
    shown = listing(deeds, _ON_A_PAGE, request.GET.get("sida"), lambda deed: (deed.at, _sentence(reader, deed)))
    return page(request, reader, "trail/trail.html", reader.plain(_("Vem gjorde vad")), shown=shown)


def _sentence(reader: PortalReader, deed: Deed) -> Text:
    names = {"who": _name(reader, deed.by), "whom": _name(reader, deed.about), "thing": _title(reader, deed.thing)}
    return reader(SENTENCES[deed.what], **names)


def _name(reader: PortalReader, person: Person | None) -> str:
    return person.name if person else reader.plain(_NOBODY)


def _title(reader: PortalReader, thing: str) -> str:
    """What is no longer published has only its id."""
    row = reader.site.forms.get(thing) or reader.site.requests.get(thing)
    return reader.plain(row["title"]) if row else thing
