"""Everything that a build starts from, read and checked once, whatever is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from brygga.check.check import examine
from brygga.history.texts import Edit, read_history
from brygga.load.audience import visible, visible_prose
from brygga.load.city_words import read_city_words
from brygga.load.data import Data
from brygga.load.file_cache import FileCache
from brygga.load.garbage import uncollected
from brygga.load.languages import Language, languages_of, read_languages
from brygga.load.names import read_names
from brygga.load.plain_words import read_plain_words
from brygga.load.prose import Prose, read_prose, written_for_another
from brygga.load.sign import wrong_with_sign
from brygga.model.problem import Problem
from brygga.translation.catalogue import Catalogue, catalogue_files, read_catalogue


class BadData(Exception):
    """The data has problems; nothing may be built. `read` is what could be read all the same (check.examine)."""

    def __init__(self, problems: list[Problem], read: Data | None = None) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
        self.read = read


@dataclass(frozen=True)
class Source:
    """Checked data, languages, prose pages, catalogues by language; and how the texts came to be, newest edit first."""

    data: Data
    languages: tuple[Language, ...]
    prose: list[Prose]
    catalogues: Mapping[str, Catalogue]
    edits: list[Edit]


@uncollected()
def read_source(root: Path, clock: date, cache: FileCache | None = None) -> Source:
    """Raises BadData with all problems of data, translations and prose."""
    cache = cache or FileCache()
    read, problems = examine(root, clock, cache)
    data = None if problems else read
    names, wrong = read_names(root)
    words, unsaid = read_city_words(root)
    languages = languages_of(data.records.site["languages"], names, words) if data else read_languages(root)
    if not languages:  # without them nobody can say what is wrong with pages and catalogues
        raise BadData(problems, read)
    prose, found = read_prose(root, languages)
    problems += [*found, *read_plain_words(root)[1], *wrong, *unsaid, *wrong_with_sign(root)]
    problems += written_for_another(prose, data.records.site["site_url"]) if data else ()
    catalogues = {}
    for language in languages:
        files, reading = catalogue_files(root, language.code), partial(read_catalogue, root, language)
        catalogues[language.code], found = cache.reuse(f"catalogue {language.code}", files, reading)
        problems += found
    if data is None or problems:
        raise BadData(problems, read)
    return Source(data, languages, prose, catalogues, read_history(root, data.today))


def seen_by(audience: str, source: Source) -> Source:
    """What a site for that audience is made from."""
    return replace(source, data=visible(source.data, audience), prose=visible_prose(source.prose, audience))
