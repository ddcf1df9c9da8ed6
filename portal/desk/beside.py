"""What the check says of an order → beside the fields that it is about, or where else it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from published.known import Known
from published.reading import PublishedRow

Complaint = Mapping[
    str, str
]  # path, field, row ("changes.0", "" at the record's top), message: as the command says them
_RECORD = re.compile(r"data/([^/]+)/([^/]+)\.yaml|data/(site)\.yaml")


@dataclass(frozen=True)
class Elsewhere:
    """A finding that belongs to no field of the form. `record`: the one that it is in, as in desk.json."""

    message: str
    record: PublishedRow | None


@dataclass
class Beside:
    """`errors`: finished sentences by the names of the form's controls."""

    errors: dict[str, str] = field(default_factory=dict)
    elsewhere: list[Elsewhere] = field(default_factory=list)


def put_beside(
    findings: Iterable[Complaint], kind: str, record_id: str, known: Known, names: Collection[str]
) -> Beside:
    """`names` are those of the record's controls, without what begins them in the page. `record_id` is "" for a record
    that is new: it is the one of its kind that nobody knows yet."""
    sorted_ = Beside()
    for finding in findings:
        record = record_at(finding["path"], known)
        is_own = _is_of(finding["path"], kind, record_id, is_known=record is not None)
        name = next((one for one in _places(finding) if one in names), None) if is_own else None
        if name is None:
            sorted_.elsewhere.append(Elsewhere(finding["message"], None if is_own else record))
        else:
            sorted_.errors[name] = f"{sorted_.errors.get(name, '')} {finding['message']}".strip()
    return sorted_


def record_at(path: str, known: Known) -> PublishedRow | None:
    """The published record whose file the project calls so."""
    found = _RECORD.fullmatch(path)
    return known.records.get(found[1] or found[3], {}).get(found[2] or found[3]) if found else None


def _is_of(path: str, kind: str, record_id: str, is_known: bool) -> bool:
    found = _RECORD.fullmatch(path)
    if found is None or (found[1] or found[3]) != kind:
        return False
    return (found[2] or found[3]) == record_id if record_id else not is_known


def _places(finding: Complaint) -> Iterator[str]:
    """The nearest control first: a part of a row, the list that it is in, the field itself."""
    parts = finding["row"].split(".") if finding["row"] else []
    yield ".".join([*parts, finding["field"]])
    for length in range(len(parts), 0, -1):
        yield ".".join(parts[:length])
    yield finding["field"]
