"""What can happen to a date, to a request and to a text: every status, and every word for it, once.

Pages, news, feeds, posters, calendars, structured data and the portal ask here. Words are Swedish, as catalogues have
them; whoever shows one translates it. The ids are what records hold (data/schemas/rows/changes.yaml, requests.yaml,
closures.yaml) and what the portal is told (common/contract/portal.yaml).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from common.localisation.marked import marked as _

# A change may also say "scheduled": it takes place as planned after all.
SCHEDULED, CANCELLED, MOVED, POSTPONED = "scheduled", "cancelled", "moved", "postponed"
OPEN = "open"  # a request: open or cancelled
CLOSED, ASK = "closed", "ask"  # what a closure does: closed, or perhaps
NEW, CHANGED = "new", "changed"  # news of a text or a date; what happened to a date is news by its status


@dataclass(frozen=True)
class Status:
    """Of a date. `word` stands before its title; `sentence` and `more` on its own page, before and after the reason.

    `event_status` is its name in https://schema.org/EventStatusType.
    """

    word: str
    sentence: str
    event_status: str
    takes_place: bool
    more: str = ""


STATUSES: Mapping[str, Status] = {
    SCHEDULED: Status(_("Blir av"), _("Träffen blir av som planerat."), "EventScheduled", takes_place=True),
    MOVED: Status(_("Flyttat"), _("Träffen är flyttad."), "EventRescheduled", takes_place=True),
    CANCELLED: Status(_("Inställt"), _("Inställt."), "EventCancelled", takes_place=False),
    POSTPONED: Status(
        _("Blir senare"),
        _("Träffen blir senare."),
        "EventPostponed",
        takes_place=False,
        more=_("Den nya dagen är inte klar."),
    ),
}

WORDS: Mapping[str, str] = {
    **{name: status.word for name, status in STATUSES.items()},
    CLOSED: _("Stängt"),
    ASK: _("Kanske stängt"),
    NEW: _("Tillagt"),
    CHANGED: _("Ändrat"),
}
