"""Small changes of Swedish texts whose translations are still right: carried over instead of called outdated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from brygga.load.languages import Language
from brygga.load.prose import Prose, is_outdated
from brygga.load.whole_file import write_whole
from brygga.translation.catalogue import catalogue_files, parse_catalogue
from brygga.translation.placeholders import variables
from brygga.translation.po_writer import po_bytes

ALIKE = 0.5  # of two texts in one file that share less than half, one did not become the other
_Key = tuple[str, str | None]  # what a text says, and its context


@dataclass(frozen=True)
class Rewording:
    """A Swedish text that became another one, in the file `where`. `old` is "" for a whole page of docs/.

    Of a text with a number in it, `old` and `new` are what is said of one.
    """

    where: str
    old: str
    new: str
    context: str | None = None


def rewordings(root: Path, wanted: Catalog, languages: Iterable[Language], prose: Iterable[Prose]) -> list[Rewording]:
    """`wanted` is a fresh extraction. In its order; then the translated pages whose Swedish page has changed."""
    catalogues = [parse_catalogue(path) for path in _files(root, languages)]
    gone: dict[_Key, set[str]] = {}
    for message in (message for catalogue in catalogues for message in catalogue if message.id and message.string):
        if wanted.get(message.id, message.context) is None:
            gone.setdefault((said(message), message.context), _places(message))
    found = []
    for message in wanted:
        if message.id and not any(_is_known(catalogue, message) for catalogue in catalogues):
            found += _reworded(message, gone, catalogues)
    return [*found, *(Rewording(page.path, "", source.body) for page, source in _outdated_pages(prose))]


def said(message: Message) -> str:
    """The text, or what it says of one."""
    return str(message.id[0] if message.pluralizable else message.id)


def became(old: Message, new: Message) -> bool:
    """Whether one text may have become the other: in the same file, and not too unlike."""
    is_near = not _places(old) or bool(_places(old) & _places(new))  # not every tool keeps where a text stands
    return is_near and _likeness(said(old), said(new)) >= ALIKE


def _reworded(new: Message, gone: Mapping[_Key, set[str]], catalogues: Iterable[Catalog]) -> list[Rewording]:
    """At most one: the text it was when it became outdated, else the likest of those gone from the same file."""
    text, places = said(new), _places(new)
    same = [message for one in catalogues if (message := one.get(new.id, new.context)) is not None]
    before = {str(message.previous_id[0]) for message in same if message.previous_id}
    alike = {old for old, context in gone if context == new.context and gone[old, context] & places}
    near = before or {old for old in alike if _likeness(old, text) >= ALIKE}
    fitting = [old for old in near if variables(old) == variables(text)]
    best = max(fitting, key=lambda old: _likeness(old, text), default=None)
    return [] if best is None else [Rewording(min(places), best, text, new.context)]


def carry(
    root: Path, chosen: Iterable[Rewording], wanted: Catalog, languages: Iterable[Language], prose: Iterable[Prose]
) -> None:
    """Translations, comments and marks of the old text are those of the new one. `brygga translations` then sorts."""
    texts = [one for one in chosen if one.old]
    pages = {one.where for one in chosen if not one.old}
    for path in _files(root, languages):
        catalogue = parse_catalogue(path)
        for one in texts:
            if (message := wanted.get(one.new, one.context)) is not None:
                _carry_one(catalogue, one, message)
        write_whole(path, po_bytes(catalogue))
    for page, source in _outdated_pages(prose):
        if page.path in pages:
            file = root / page.path
            text = file.read_text("utf-8").replace(str(page.head["source_hash"]), source.hash, 1)
            write_whole(file, text.encode())


def _carry_one(catalogue: Catalog, one: Rewording, wanted: Message) -> None:
    """A text that was outdated already, before it was reworded, stays so."""
    old, new = catalogue.get(one.old, one.context), catalogue.get(one.new, one.context)
    if new is not None and new.previous_id[:1] == [one.old]:
        new.flags.discard("fuzzy")
        new.previous_id = []
    elif old is not None and old.string and old.pluralizable == wanted.pluralizable:
        message = old.clone()
        message.id = wanted.id
        catalogue.delete(one.new, one.context)
        catalogue.delete(one.old, one.context)
        catalogue[wanted.id] = message


def _files(root: Path, languages: Iterable[Language]) -> list[Path]:
    return [path for one in languages if not one.is_source for path in catalogue_files(root, one.code)]


def _is_known(catalogue: Catalog, message: Message) -> bool:
    same = catalogue.get(message.id, message.context)
    return same is not None and bool(same.string) and not same.fuzzy


def _places(message: Message) -> set[str]:
    return {path for path, _ in message.locations}


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _outdated_pages(prose: Iterable[Prose]) -> Iterator[tuple[Prose, Prose]]:
    """(translation, its Swedish page)"""
    pages = list(prose)
    sources = {page.uri: page for page in pages if page.path == f"docs/{page.uri}"}
    for page in pages:
        source = sources.get(page.uri, page)
        if source is not page and is_outdated(page, source) and page.head.get("source_hash"):
            yield page, source
