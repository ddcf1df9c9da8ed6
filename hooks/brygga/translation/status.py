"""What is missing, outdated, unreviewed or unchecked: reported, never an obstacle to a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message

from brygga.load.city_words import CITY_WORDS
from brygga.load.languages import Language
from brygga.load.prose import Prose, is_outdated
from brygga.model.record import Record
from brygga.translation.catalogue import Catalogue
from common.localisation.city_words import is_word
from common.localisation.text import PLACEHOLDER
from common.localisation.translator import key

OLD = timedelta(days=365)


class Untranslated(NamedTuple):
    """A Swedish text and the file it stands in, the first one."""

    path: str
    text: str


@dataclass(frozen=True)
class LanguageStatus:
    """Texts by state, in the order of the extraction, and prose pages by state."""

    language: Language
    total: int
    missing: list[Untranslated]
    outdated: list[Untranslated]
    unreviewed: list[str]
    prose_missing: list[Prose]
    prose_outdated: list[tuple[Prose, Prose]]


def language_status(
    language: Language, wanted: Catalog, catalogue: Catalogue, prose: Iterable[Prose], source: str
) -> LanguageStatus:
    """`wanted` is a fresh extraction: a text that the catalogue has not even heard of is missing too."""
    texts = {key(_source(message), message.context): _untranslated(message) for message in wanted if message.id}
    known = {name: entry for name in texts if (entry := catalogue.entries.get(name)) and entry.forms}
    pages = {(page.uri, page.language): page for page in prose}
    sources = [page for page in pages.values() if page.language == source]
    own = [(page, pages[page.uri, language.code]) for page in sources if (page.uri, language.code) in pages]
    unsaid = [Untranslated(CITY_WORDS, word) for word in _unsaid(language, catalogue)]
    return LanguageStatus(
        language,
        len(texts) + len(unsaid),
        missing=[*unsaid, *(text for name, text in texts.items() if name not in known)],
        outdated=[texts[name] for name, entry in known.items() if entry.outdated],
        unreviewed=[texts[name].text for name, entry in known.items() if not entry.reviewed and not entry.outdated]
        + [page.path for _, page in own if not page.is_reviewed],
        prose_missing=[page for page in sources if (page.uri, language.code) not in pages],
        prose_outdated=[(page, original) for original, page in own if is_outdated(page, original)],
    )


def _unsaid(language: Language, catalogue: Catalogue) -> Iterator[str]:
    """Words of the city, in Swedish, that translations ask for and this language has none for."""
    forms = {form for entry in catalogue.entries.values() for form in entry.forms}
    names = {name[:1].lower() + name[1:] for form in forms for name in PLACEHOLDER.findall(form) if is_word(name)}
    missing = (f"%({name})s" for name in sorted(names) if language.words.lacks(name))
    yield from dict.fromkeys(map(language.words.in_swedish.fill, missing))


def unchecked(records: Iterable[Record]) -> list[Record]:
    """Records nobody has checked since they were written."""
    return [record for record in records if record["checked"] is None]


def checked_long_ago(records: Iterable[Record], today: date) -> list[Record]:
    return [record for record in records if record["checked"] is not None and today - record["checked"] > OLD]


def _untranslated(message: Message) -> Untranslated:
    return Untranslated(message.locations[0][0], _source(message))


def _source(message: Message) -> str:
    return str(message.id[0] if message.pluralizable else message.id)
