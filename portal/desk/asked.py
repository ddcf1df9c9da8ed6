"""A record's fields as questions of a page: the control of each, what stands in it, the choices, what is amiss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.finding import Spoken, found_rows, in_order
from desk.typed_record import Fields, FormValue, is_ticked
from published.known import Known
from published.reading import PublishedRow

SHOWN_WHOLE = 25  # choices that stand in a page as they are; of more, those that somebody looks for
_HITS = 12
_SOUGHT = "sok."  # before a field's name: what is looked for


@dataclass(frozen=True)
class Choice:
    """`language`: of a title that is never translated. `day`: of a record that has one."""

    value: str
    title: str
    language: str | None
    day: str | None
    is_chosen: bool


@dataclass(frozen=True)
class Asked:
    """One field. `control`: short, long, lines, select, radios, ticks, rows, number, date, time, tel, email, url.

    `name` is that of the control, "changes.0.date". `search` is what was looked for among records, None where all are
    there to choose from. `other` says that a value may be written that is none of the choices.
    """

    field: PublishedRow
    name: str
    control: str
    value: str
    choices: Sequence[Choice]
    search: str | None
    other: bool
    rows: Sequence[Sequence[Asked]]
    error: str

    @property
    def is_answered(self) -> bool:
        return bool(self.value or self.rows) or any(choice.is_chosen for choice in self.choices)

    @property
    def is_wrong(self) -> bool:
        return bool(self.error) or any(one.is_wrong for row in self.rows for one in row)

    @property
    def is_open(self) -> bool:
        """Whether it is asked at once: it has to be answered, or is, or the answer is wrong."""
        return bool(self.field["required"] or self.is_answered or self.is_wrong or self.search)

    @property
    def has_hint(self) -> bool:
        return bool(
            self.field["description"] or (self.field["example"] and not self.choices) or self.control == "lines"
        )

    @property
    def iso_day(self) -> str | None:
        """What stands in it, where that is a day."""
        try:
            return date.fromisoformat(self.value).isoformat() if self.control == "date" else None
        except ValueError:
            return None


def everything(questions: Iterable[Asked]) -> Iterator[Asked]:
    """Those of rows, too."""
    for one in questions:
        yield one
        for row in one.rows:
            yield from everything(row)


@dataclass(frozen=True)
class Asking:
    """Makes the questions. `sent` has what is looked for, `errors` finished sentences by the names of controls."""

    known: Known
    sent: Mapping[str, str]
    errors: Mapping[str, str]
    said: Spoken

    def questions(self, fields: Fields, values: Mapping[str, FormValue], before: str = "") -> list[Asked]:
        return [self._asked(field, values.get(field["name"], ""), before + field["name"]) for field in fields]

    def _asked(self, field: PublishedRow, value: FormValue, name: str) -> Asked:
        chosen = [one for one in value if isinstance(one, str)] if isinstance(value, list) else [str(value or "")]
        choices, search = self._choices(field, [one for one in chosen if one], name)
        rows = [row for row in value if isinstance(row, dict)] if field["rows"] and isinstance(value, list) else []
        return Asked(
            field=field,
            name=name,
            control=_control(field, search),
            value="" if choices or field["rows"] else "\n".join(chosen),
            choices=choices,
            search=search,
            other=field["widget"] == "language",
            rows=[self.questions(field["rows"], row, f"{name}.{place}.") for place, row in enumerate(rows)],
            error=self.errors.get(name, ""),
        )

    def _choices(self, field: PublishedRow, chosen: list[str], name: str) -> tuple[list[Choice], str | None]:
        """What can be chosen, and what was looked for."""
        search = None
        if field["reference"]:
            rows = in_order(self.known.records.get(field["reference"], {}).values(), self.said)
            if len(rows) > SHOWN_WHOLE:
                search = self.sent.get(_SOUGHT + name, "")
                hits = found_rows(rows, search, self.said)[:_HITS] if search.strip() else []
                rows = [row for row in rows if row["id"] in chosen or row in hits]
            choices = [Choice(row["id"], row["title"], None, row["date"], row["id"] in chosen) for row in rows]
        else:
            choices = [
                Choice(one["value"], one["title"], one.get("lang"), None, one["value"] in chosen)
                for one in field["choices"]
            ]
        if field["reference"] or field["choices"]:
            named = {choice.value for choice in choices}
            choices += [Choice(one, one, None, None, is_chosen=True) for one in chosen if one not in named]
        return choices, search


def _control(field: PublishedRow, search: str | None) -> str:
    if is_ticked(field):
        return "ticks"
    if field["widget"] in ("one", "record", "language"):
        return "select" if search is None else "radios"
    if field["is_list"] and field["widget"] != "rows":
        return "lines"
    return str(field["widget"])
