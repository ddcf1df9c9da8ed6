"""What is sent from the pages of the desk."""

from __future__ import annotations

from django.http import QueryDict

from web.forms import HIDDEN, SentForm, Ticked, Typed
from web.typed_text import latin_digits, long_text, short_text, typed_day, typed_number

SHORT, REASON, SUMMARY, REMARK = 120, 300, 600, 2000  # characters


def typed_hour(raw: str) -> str:
    """ "13" and "13.30" → "13:00", "13:30"; anything else as it is, for the check to judge."""
    text = latin_digits(short_text(raw)).replace(".", ":")
    hours, _, minutes = text.partition(":")
    return f"{hours:0>2}:{minutes:0<2}" if hours.isdigit() and (minutes or "0").isdigit() else text


class WrittenForm(SentForm):
    """What every form of the desk sends beside its own fields: the key that it was given when it was opened."""

    key = Typed(str, 32)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.sent = data

    @property
    def values(self) -> dict[str, list[str]]:
        """All that she typed, to give back to her."""
        return {name: values for name, values in self.sent.lists() if name not in HIDDEN}


class HowForm(SentForm):
    """`do`: publish, propose, drop, or choose the `choice`."""

    do = Typed()
    choice = Typed(short_text, 20)


class RemarkForm(WrittenForm):
    """What is done with a proposal, and what is said of it."""

    do = Typed()
    text = Typed(long_text, REMARK)


class UndoForm(WrittenForm):
    """Which publication is to be taken back."""

    commit = Typed(str, 64)


class MeetingForm(WrittenForm):
    """What happens to one date."""

    do = Typed()
    reason = Typed(short_text, REASON)
    new_date = Typed(typed_day)
    new_start = Typed(typed_hour)
    new_end = Typed(typed_hour)
    new_place = Typed(short_text, SHORT)


class ClosingForm(WrittenForm):
    """Days without meetings."""

    day = Typed(typed_day)
    last_day = Typed(typed_day)
    places = Ticked()
    reason = Typed(short_text, REASON)


class PlacedForm(WrittenForm):
    """What has hours and a place."""

    start = Typed(typed_hour)
    end = Typed(typed_hour)
    place = Typed(short_text, SHORT)


class ExtraForm(PlacedForm):
    """One more date of a series."""

    name = Typed(short_text, SHORT)
    day = Typed(typed_day)
    reason = Typed(short_text, REASON)


class RequestForm(PlacedForm):
    """What the members are asked for."""

    task = Typed(short_text, SHORT)
    title = Typed(short_text, SHORT)
    date = Typed(typed_day)
    where = Typed(short_text, SHORT)
    needed = Typed(typed_number, 3)
    languages = Ticked()
    topics = Ticked()
    summary = Typed(long_text, SUMMARY)
    answer_by = Typed(typed_day)
    answer_hour = Typed(typed_hour)


class EventForm(PlacedForm):
    """A guest at a café, or something on a day of its own."""

    meeting = Typed(short_text, SHORT)
    title = Typed(short_text, SHORT)
    date = Typed(typed_day)
    guest = Typed(short_text, SHORT)
    summary = Typed(long_text, SUMMARY)
    topics = Ticked()
    audience = Typed(short_text, SHORT)
