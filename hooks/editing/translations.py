"""Texts and their translations, one language at a time: what waits for a translator, and what she has written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message

from brygga.check.source import Source
from brygga.load.languages import Language
from brygga.load.shared_files import is_shared
from brygga.translation.catalogue import (
    UNREVIEWED,
    Catalogue,
    catalogue_path,
    catalogue_to_write,
    city_catalogue_path,
    forms_of,
)
from brygga.translation.extract import extract
from brygga.translation.po_writer import po_bytes
from brygga.translation.reword import said
from common.localisation.plurals import PluralForms
from common.localisation.translator import key
from editing.edits import Files
from editing.refused import Refused

MISSING, OUTDATED, UNREAD, READ = "missing", "outdated", "unreviewed", "reviewed"
STATES = (MISSING, OUTDATED, UNREAD, READ)  # in the order in which they wait
ALL = "all"
ON_A_PAGE = 10
_TRIED = range(200)  # numbers, for an example of each plural form


@dataclass(frozen=True)
class Rendering:
    """What a translator says of one text. `was`: the forms that she saw, None where she does not tell.

    `is_read`: a speaker of the language has read it and says that it is right.
    """

    text: str
    context: str | None
    forms: tuple[str, ...]
    was: tuple[str, ...] | None
    is_read: bool


def waiting_texts(root: Path, source: Source, code: str, wanted: str, first: int) -> dict[str, Any]:
    """One page of the texts of a language: those in the state `wanted`, or all that are; from the `first` on.

    Raises Refused where the site has no such language, or nothing is translated into it.
    """
    language = _language(source, code)
    messages = [message for message in extract(root, source.data.records, source.data.schemas) if message.id]
    known = _known(root, language)
    states = [(state_of(known.get(_key(message))), message) for message in messages]
    found = [one for one in states if wanted in (ALL, one[0])]
    ordered = sorted(found, key=lambda one: STATES.index(one[0]))[first : first + ON_A_PAGE]
    catalogue, terms = source.catalogues[code], _terms(source, source.catalogues[code])
    shown = [_shown(message, state, known.get(_key(message)), catalogue.plurals, terms) for state, message in ordered]
    counts = {state: sum(one == state for one, _ in states) for state in STATES}
    return {"language": code, "total": len(found), "first": first, "counts": counts, "texts": shown}


def state_of(message: Message | None) -> str:
    if message is None or not all(forms_of(message)):
        return MISSING
    if message.fuzzy:
        return OUTDATED
    return UNREAD if UNREVIEWED in message.user_comments else READ


def translated(root: Path, source: Source, code: str, written: Iterable[Rendering]) -> Files:
    """The catalogues with what was written in them, and nothing else changed. Raises Refused for a text that there is
    not, and where somebody else has translated it since."""
    language = _language(source, code)
    wanted = {_key(one): one for one in extract(root, source.data.records, source.data.schemas) if one.id}
    before = {path: catalogue_to_write(root / path, language) for path in _paths(code)}
    changed: dict[str, Catalog] = {}
    for one in written:
        message = wanted.get(key(one.text, one.context))
        if message is None:
            raise Refused("edit-no-text", text=one.text[:80])
        _fit(one, source.catalogues[code].plurals.count if message.pluralizable else 1)
        path = _home(before, message, code)
        _CatalogueFile(before[path]).put(message, one)
        changed[path] = before[path]
    return {path: po_bytes(catalogue).decode() for path, catalogue in changed.items()}


def _language(source: Source, code: str) -> Language:
    for language in source.languages:
        if language.code == code and not language.is_source:
            return language
    raise Refused("edit-no-language", code=code[:20])


def _paths(code: str) -> tuple[str, str]:
    """Everybody's catalogue, and the city's."""
    here = Path()
    return catalogue_path(here, code).as_posix(), city_catalogue_path(here, code).as_posix()


def _known(root: Path, language: Language) -> dict[str, Message]:
    """By key; a text that stands in both files is everybody's."""
    both = [catalogue_to_write(root / path, language) for path in reversed(_paths(language.code))]
    return {_key(message): message for catalogue in both for message in catalogue if message.id}


def _home(catalogues: Mapping[str, Catalog], message: Message, code: str) -> str:
    """The file in which a text stands, or should."""
    shared, city = _paths(code)
    for path in (shared, city):
        if catalogues[path].get(message.id, message.context) is not None:
            return path
    return shared if any(is_shared(place) for place, _ in message.locations) else city


def _fit(written: Rendering, count: int) -> None:
    if len(written.forms) != count:
        raise Refused("edit-forms", text=written.text[:80], count=count)


@dataclass(frozen=True)
class _CatalogueFile:
    """Into which translations are written, each in its place."""

    catalogue: Catalog

    def put(self, wanted: Message, written: Rendering) -> None:
        message = self.catalogue.get(wanted.id, wanted.context)
        if message is None:
            self.catalogue[wanted.id] = message = wanted.clone()
        if written.was is not None and written.was != forms_of(message):
            raise Refused(
                "edit-text-changed",
                text=written.text[:80],
                now=" / ".join(forms_of(message)),
                choices=("mine", "theirs"),
            )
        message.string = written.forms if message.pluralizable else written.forms[0]
        message.flags.discard("fuzzy")
        message.previous_id = []
        comments = [comment for comment in message.user_comments if comment != UNREVIEWED]
        message.user_comments = comments if written.is_read else [*comments, UNREVIEWED]


def _shown(
    message: Message, state: str, known: Message | None, plurals: PluralForms, terms: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    one, many = said(message), message.id[1] if message.pluralizable else None
    count = plurals.count if message.pluralizable else 1
    return {
        "text": one,
        "plural": many,
        "context": message.context,
        "state": state,
        "forms": list(forms_of(known)) if known is not None and len(forms_of(known)) == count else [""] * count,
        "examples": _examples(plurals) if message.pluralizable else [],
        "was": str(known.previous_id[0]) if known is not None and known.previous_id else None,
        "places": [path for path, _ in message.locations],
        "notes": list(message.auto_comments),
        "terms": [[term, name] for term, (name, *forms) in terms.items() if any(form in one for form in forms)],
    }


def _examples(plurals: PluralForms) -> list[list[int]]:
    """Of each form, some of the numbers that take it: [[1], [2, 3, 4], …]."""
    return [[number for number in _TRIED if plurals.index(number) == form][:3] for form in range(plurals.count)]


def _terms(source: Source, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Words of the glossary that are translated: {word: (translation, its Swedish forms …)}."""
    words = source.data.records.of("glossary").values()
    found = ((str(word["title"]), word["forms"]) for word in words)
    return {
        title: (catalogue.translations[title].forms[0], title, *forms)
        for title, forms in found
        if title in catalogue.translations
    }


def _key(message: Message) -> str:
    return key(said(message), message.context)
