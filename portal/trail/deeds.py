"""The deeds that are noted, in the transaction that does them: what is not noted was not done."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from common.localisation.marked import marked as _
from people.models import Person
from published.current import published
from published.reading import Published
from trail.models import Deed
from web.moments import minute

EXPORTED, DELETED, ERASED, LEFT = "exported", "deleted", "erased", "left"
ADDED, CARD, CLOSED_CARD, SHUT_OUT = "added", "card", "closed", "shut-out"
RIGHTS_GIVEN = "rights-given"
COLLEAGUE, ANEW, ENDED = "colleague", "anew", "ended"
ANSWERED_FOR_HER, CONFIRMED_HER, THANKED_HER = "answered", "confirmed", "thanked"
UNDONE, RELEASED = "undone", "released"
TOLD, TOOK_RESULTS = "told", "took-results"

SENTENCES = {
    EXPORTED: _("%(who)s hämtade alla svar från ett formulär: %(thing)s"),
    DELETED: _("%(who)s tog bort ett svar från ett formulär: %(thing)s"),
    ERASED: _("%(who)s tog bort allt om en %(mamma_kort)s."),
    LEFT: _("En koordinator tog bort allt om sig själv."),
    ADDED: _("%(who)s lade till en %(mamma_kort)s: %(whom)s"),
    CARD: _("%(who)s gjorde ett kort till en %(mamma_kort)s: %(whom)s"),
    CLOSED_CARD: _("%(who)s spärrade kortet för en %(mamma_kort)s: %(whom)s"),
    SHUT_OUT: _("%(who)s stängde inloggningen för en %(mamma_kort)s: %(whom)s"),
    RIGHTS_GIVEN: _("%(who)s ändrade vad en %(mamma_kort)s får göra på webbplatsen: %(whom)s"),
    COLLEAGUE: _("%(who)s lade till en koordinator: %(whom)s"),
    ANEW: _("%(who)s gav ett nytt lösenord till en koordinator: %(whom)s"),
    ENDED: _("%(who)s stängde inloggningen för en koordinator: %(whom)s"),
    ANSWERED_FOR_HER: _("%(who)s svarade åt en %(mamma_kort)s: %(whom)s. Uppdraget: %(thing)s"),
    CONFIRMED_HER: _("%(who)s bekräftade en %(mamma_kort)s: %(whom)s. Uppdraget: %(thing)s"),
    THANKED_HER: _(
        "%(who)s tackade en %(mamma_kort)s för att hon ville, men andra tar uppdraget: %(whom)s. Uppdraget: %(thing)s"
    ),
    UNDONE: _("%(who)s ändrade sitt beslut om en %(mamma_kort)s: %(whom)s. Uppdraget: %(thing)s"),
    TOLD: _("%(who)s skrev hur det gick med ett uppdrag: %(thing)s"),
    TOOK_RESULTS: _("%(who)s hämtade resultaten av alla uppdrag."),
    RELEASED: _("%(who)s lade tillbaka en fråga som en %(mamma_kort)s hade tagit: %(whom)s"),
}
_WITHOUT_FORMS = 365  # days


def note(by: Person, what: str, now: datetime, about: Person | None = None, thing: str = "") -> None:
    """`about` must not be erased in the same transaction."""
    due = localdate(now) + timedelta(days=_days(thing, published()))
    Deed.objects.create(at=minute(now), by=by, what=what, about=about, thing=thing, due=due)


def _days(thing: str, site: Published) -> int:
    """As long as the form keeps its answers; what is about none, as long as the one that keeps them longest."""
    kept = {form["id"]: int(form["keep_days"]) for form in site.forms.values()}
    return kept.get(thing) or max(kept.values(), default=_WITHOUT_FORMS)
