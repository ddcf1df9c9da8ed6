"""Rules about references and fields, and RULES: these and the rules about forms, requests and time.

Each rule is one short generator; its docstring is the rule.
"""

from __future__ import annotations

from brygga.check.rule_context import Problems, RuleContext, named_rows, references
from brygga.check.rules_dates import DATE_RULES
from brygga.check.rules_forms import FORM_RULES
from brygga.check.rules_past import PAST_RULES
from brygga.check.rules_requests import REQUEST_RULES
from brygga.check.rules_site import SITE_RULES
from brygga.check.rules_time import TIME_RULES
from brygga.load.recordings import LARGEST
from brygga.model.problem import nearest
from brygga.model.record import Record


def unknown_id(data: RuleContext) -> Problems:
    """A reference names an existing record."""
    for record, field, name, value in references(data):
        known = data.records.of(field.reference or "")
        if value not in known:
            facts = {"value": value, "kind": field.reference or "", "near": nearest(value, known)}
            yield record.problem(name, "unknown-id", **facts, field=field.name)


def audience(data: RuleContext) -> Problems:
    """What everybody may see does not name what only members may see: it would lead nowhere."""
    for record, field, name, value in references(data):
        other = data.records.of(field.reference or "").get(value)
        is_hidden = record.for_members or data.schemas[record.kind].fields[name.partition(".")[0]].for_members
        if other is not None and other.for_members and not (is_hidden or field.for_members):
            yield record.problem(name, "audience", other=other.path, field=field.name)


def duplicate_item(data: RuleContext) -> Problems:
    """A list holds each value once."""
    for record in data.records:
        for name, value in record.values.items():
            if isinstance(value, list) and value and isinstance(value[0], str):
                seen: set[str] = set()
                for index, item in enumerate(value):
                    if item in seen:
                        yield record.problem(f"{name}.{index}", "duplicate-item", value=item, field=name)
                    seen |= {item} - {None}  # None was refused


def duplicate_record(data: RuleContext) -> Problems:
    """Two records of a kind do not have the same name, day, place and time, as far as each of them says."""
    seen: dict[tuple[object, ...], list[Record]] = {}
    for record in data.records:
        names = ("date", "series", "place", "week_of_month", "first_day", "need")
        alike = seen.setdefault((record.kind, str(record["title"]).casefold(), *(record[name] for name in names)), [])
        for other in alike[:1] if record["title"] else ():
            if all(other[name] == record[name] or None in (other[name], record[name]) for name in ("weekday", "start")):
                yield record.problem("title", "duplicate-record", other=other.path, title=record["title"])
        alike.append(record)


def event_where(data: RuleContext) -> Problems:
    """An event is either part of a series or at a place of its own."""
    for event in data.records.of("events").values():
        if event.lines and "series" not in event.lines and "place" not in event.lines:
            yield event.problem("title", "event-where")
        if event["series"] and event["place"]:
            yield event.problem("place", "event-where")


def event_series_field(data: RuleContext) -> Problems:
    """An event of a series takes its time from there."""
    for event in data.records.of("events").values():
        rows = [("", event.values), *named_rows(event, "changes")]
        for prefix, row in rows:
            for name in ("start", "end", "new_start", "new_end", "new_place"):
                if event["series"] and row.get(name):
                    yield event.problem(prefix + name, "event-series-field")


def coordinates(data: RuleContext) -> Problems:
    """Latitude and longitude come together."""
    for place in data.records.of("places").values():
        written = [name for name in ("latitude", "longitude") if name in place.lines]
        if len(written) == 1:
            yield place.problem(written[0], "coordinates")


def contact_empty(data: RuleContext) -> Problems:
    """A contact can be reached in some way."""
    for contact in data.records.of("contacts").values():
        if contact.lines and not any(name in contact.lines for name in ("phone", "email", "url")):
            yield contact.problem("title", "contact-empty")


def pictogram(data: RuleContext) -> Problems:
    """A pictogram exists."""
    for record in data.records:
        name = record["pictogram"]
        if name and name not in data.pictograms:
            yield record.problem("pictogram", "pictogram", value=name, near=nearest(name, data.pictograms))


def recording(data: RuleContext) -> Problems:
    """A recording exists in at least one language."""
    for record in data.records:
        name = record["audio"]
        if name and name not in data.recordings:
            yield record.problem("audio", "recording", value=name, near=nearest(name, data.recordings))


def recording_size(data: RuleContext) -> Problems:
    """A recording does not cost a resident much of her data plan."""
    for record in data.records:
        for file in data.recordings.get(record["audio"] or "", {}).values():
            if (size := file.stat().st_size) > LARGEST:
                facts = {"value": file.name, "size": f"{size // 1024} kB", "limit": f"{LARGEST // 1024} kB"}
                yield record.problem("audio", "recording-size", **facts)


RULES = (
    *SITE_RULES, unknown_id, audience, duplicate_item, duplicate_record, event_where, event_series_field,
    coordinates, contact_empty, pictogram, recording, recording_size, *FORM_RULES, *REQUEST_RULES, *TIME_RULES,
    *DATE_RULES, *PAST_RULES,
)  # fmt: skip
