"""What another program may ask of a project. Nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from brygga.check.source import BadData, Source, read_source
from brygga.load.languages import read_languages
from brygga.load.prose import Prose, read_prose
from brygga.load.record_files import RECORD_ID, record_files
from brygga.load.rows import read_row
from brygga.load.schema import SITE_KIND
from common.statuses import OPEN
from editing.history import history_of
from editing.order import Order, text_in
from editing.orders import carry_out
from editing.page_orders import page_asked_for, page_digest, page_name
from editing.proposals import GIVEN_BACK, Proposal, read_proposals
from editing.refused import Refused
from editing.translation_orders import texts_in

Reply = Mapping[str, Any]
_OVERTAKEN = "overtaken"


def answer(root: Path, clock: date, question: Order) -> Reply:
    """What was asked for. Raises Refused and NoCommit."""
    what = str(question.get("ask"))
    if what not in _QUESTIONS:
        raise Refused("edit-unknown-order", do=what[:40])
    return _QUESTIONS[what](root, clock, question)


def _record(root: Path, _: date, question: Order) -> Reply:
    """As it stands in its file, every value a text, a list or rows."""
    kind, name = text_in(question, "kind"), text_in(question, "id")
    values = read_row(root, _record_file(root, kind, name), kind)[0].values
    title = next((values[field] for field in ("title", "term", "name") if values.get(field)), name)
    return {"kind": kind, "id": name, "title": title, "values": values}


def _record_file(root: Path, kind: str, name: str) -> Path:
    kinds = {file.stem for file in (root / "data/schemas").glob("*.yaml")} - {SITE_KIND}
    listed, _wrong = record_files(root, kinds)
    file = next((file for its_kind, file in listed if (its_kind, file.stem) == (kind, name)), None)
    if file is None:
        raise Refused("edit-gone", name=name[:80], choices=("add", "drop"))
    return file


def _prose(root: Path) -> list[Prose]:
    return read_prose(root, read_languages(root))[0]


def _page(root: Path, _: date, question: Order) -> Reply:
    """Its text without its head; nothing where it has not been written in that language."""
    original, page = page_asked_for(_prose(root), question, read_languages(root)[0].code)
    head = (page or original).head
    said = {name: str(head.get(name, "")) for name in ("title", "description", "reviewed")}
    return {"text": page.body.strip() if page else "", "digest": page_digest(page), "source": original.body, **said}


def _pages(root: Path, _: date, __: Order) -> Reply:
    found = _prose(root)
    source = read_languages(root)[0].code
    own = [page for page in found if page.language == source]
    languages = {page.uri: [one.language for one in found if one.uri == page.uri] for page in own}
    told = [
        {"page": page_name(page), "title": str(page.head.get("title", "")), "languages": languages[page.uri]}
        | {"members": page.for_members}
        for page in own
    ]
    return {"pages": told}


def _history(root: Path, _: date, question: Order) -> Reply:
    """Of all, or of one record, which may be gone by now."""
    if not question.get("kind"):
        return {"history": history_of(root)}
    kind, name = text_in(question, "kind"), text_in(question, "id")
    if not RECORD_ID.match(kind) or not RECORD_ID.match(name):
        return {"history": []}
    path = f"data/{kind}.yaml" if kind == SITE_KIND else f"data/{kind}/{name}.yaml"
    return {"history": history_of(root, (path,))}


def _proposals(root: Path, clock: date, _: Order) -> Reply:
    """All that wait, oldest first, and whether they could be carried out as things stand."""
    waiting = read_proposals(root)
    try:
        source = read_source(root, clock) if waiting else None
    except BadData:  # that is not the proposals' fault
        source = None
    return {"proposals": [_told(one, _in_its_way(root, source, one)) for one in waiting]}


def _told(proposal: Proposal, refused: Refused | None) -> Reply:
    facts = {name: getattr(proposal, name) for name in ("key", "when", "sentences", "order")}
    state = GIVEN_BACK if proposal.is_given_back else _OVERTAKEN if refused else OPEN
    said = [{**vars(one), "author": vars(one.author)} for one in proposal.remarks]
    return {**facts, "author": vars(proposal.author), "comments": said, "state": state, "refused": refused}


def _in_its_way(root: Path, source: Source | None, proposal: Proposal) -> Refused | None:
    """Why it can be carried out no more, as things stand now."""
    try:
        if source:
            carry_out(root, source, proposal.order)
    except Refused as refused:
        return refused
    return None


_QUESTIONS: Mapping[str, Callable[[Path, date, Order], Reply]] = {
    "record": _record,
    "page": _page,
    "pages": _pages,
    "proposals": _proposals,
    "history": _history,
    "texts": texts_in,
}
