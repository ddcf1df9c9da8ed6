"""One build of the site, from the checked data to the files that are not MkDocs' own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from brygga.check.check import check
from brygga.history.texts import read_history
from brygga.load.audience import is_hidden_file, visible, visible_prose
from brygga.load.data import Data
from brygga.load.file_cache import FileCache
from brygga.load.language_check import check_languages
from brygga.load.languages import Language, read_languages
from brygga.load.names import read_names
from brygga.load.plain_words import read_plain_words
from brygga.load.prose import MENU, Prose, is_outdated, read_prose
from brygga.model.problem import Problem
from brygga.model.record import PUBLIC
from brygga.render.renderer import Renderer, environment
from brygga.site.app import app_outputs, kept_outputs
from brygga.site.calendar_files import FEEDS
from brygga.site.fingerprints import Fingerprints
from brygga.site.pages import LIGHT, HandbookPage, Output, SiteInLanguage
from brygga.site.search_index import contact_entries, split_index
from brygga.translation.catalogue import Catalogue, catalogue_path, read_catalogue
from brygga.translation.page_notes import Noted
from brygga.view.news import NewsEntry, entries
from brygga.view.news_from_git import edited
from brygga.view.reader import Reader

_START_OF_HANDBOOK, _ABOUT, _ACCESSIBILITY = MENU


class BadData(Exception):
    """The data has problems; nothing may be built."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class Source:
    """Checked data, languages, prose pages and catalogues by language."""

    data: Data
    languages: tuple[Language, ...]
    prose: list[Prose]
    catalogues: Mapping[str, Catalogue]


@dataclass(frozen=True)
class Frame:
    """What surrounds a page of the handbook, as HTML: in its head, the menu, the button to keep the handbook in the
    phone, the notes below the text; and the word for search."""

    head: str
    bar: str
    keep: str
    notes: str
    search: str


class Build:
    """Everything of one build. Raises BadData, before anything is written, when there is any problem."""

    def __init__(
        self, root: Path, site_url: str, clock: date, audience: str = PUBLIC, cache: FileCache | None = None
    ) -> None:
        cache = cache or FileCache()
        everything = read_source(root, clock, cache)
        source = seen_by(audience, everything)
        self.languages = source.languages
        self._all_prose = everything.prose
        templates = [file for file in (root / "overrides").rglob("*") if file.is_file()]
        compiled = cache.reuse(f"templates {site_url}", templates, partial(environment, root, site_url))
        self._renderer = Renderer(root, self.languages, site_url, compiled)
        readers = [Reader(source.data, language, source.catalogues[language.code]) for language in self.languages]
        news = latest_news(root, source)
        fingerprints = Fingerprints(root, source.data, self.languages, site_url)
        self.sites = {
            reader.language.code: SiteInLanguage(self._renderer, reader, readers[0], fingerprints, news)
            for reader in readers
        }
        self._prose = {(page.uri, page.language): page for page in source.prose}
        self._heads = {page.path.removeprefix("docs/"): page.head for page in source.prose}
        self._source = next(language.code for language in self.languages if language.is_source)

    @cached_property
    def handbook(self) -> dict[str, dict[str, HandbookPage]]:
        """The handbook's pages that are made from records, by language and by `uri`."""
        return {code: {page.uri: page for page in site.handbook_pages()} for code, site in self.sites.items()}

    def nav(self, code: str) -> list[Any]:
        """MkDocs' navigation in one language; titles are safe to stand in HTML."""
        frame = self._words(code, "handbok/")
        home, handbook, methods, about, accessibility = (
            str(escape(getattr(frame, name))) for name in ("home", "handbook", "methods", "about", "accessibility")
        )
        titles = {page.uri: page.title for page in self.handbook[code].values()}
        chapters = [uri for uri in titles if uri.startswith("handbok/metoder/")]
        others = [{titles[uri]: uri} for uri in titles if uri not in chapters]
        book: list[Any] = [_START_OF_HANDBOOK, {methods: [{titles[uri]: uri} for uri in chapters]}, *others]
        further = [uri for uri, language in self._prose if language == self._source and uri not in MENU]
        return [{home: "index.md"}, {handbook: [*book, *further]}, {about: _ABOUT}, {accessibility: _ACCESSIBILITY}]

    def frame(self, code: str, uri: str, path: str) -> Frame:
        """Around the page `uri` (below docs/), which lies at `path` below the language's root."""
        words = self._words(code, path)
        used, outdated = self._notes_of(code, uri)
        notes = words.notes(used.has_fallback, used.has_unreviewed, outdated)
        keep = str(words.keep()) if uri == _START_OF_HANDBOOK else ""
        return Frame(str(words.head()), str(words.bar()), keep, str(notes), str(words.search))

    def _notes_of(self, code: str, uri: str) -> tuple[Noted, bool]:
        """What the text of a page had to make do with, and whether its translation is older than its source."""
        if made := self.page(code, uri):
            return made.noted, False
        source = self._prose.get((uri, self._source))
        prose = self._prose.get((uri, code))
        if prose is None or source is None or code == self._source:
            return Noted(has_fallback=prose is None and source is not None), False
        return Noted(has_unreviewed=not prose.is_reviewed), is_outdated(prose, source)

    def theme_words(self, code: str) -> dict[str, str]:
        """What the theme's few own words are called, by its keys, safe in HTML; and the language's direction."""
        reader = self.sites[code].reader
        lines = self._renderer.text("brygga/handbook/theme_words.txt", reader).splitlines()
        words = dict(line.split("=", 1) for line in lines)
        return {"direction": reader.language.direction} | {key: str(escape(text)) for key, text in words.items()}

    def explained(self, code: str, html: str) -> str:
        """The text of a handbook page with its hard words as buttons, and below it what they mean."""
        reader = self.sites[code].reader
        buttons, used = reader.glossary.explain(html)
        below = self._renderer.text("brygga/handbook/words.html", reader, explained=used)
        return buttons + Markup(below)  # a template's own HTML

    def framed_paths(self) -> set[str]:
        """Addresses, below a language's root, of the pages that go through MkDocs."""
        uris = {*(uri for uri, _ in self._prose), *self.sites[self._source].handbook_uris()}
        return {
            uri.removesuffix(".md").removesuffix("index") + ("" if uri.endswith("index.md") else "/") for uri in uris
        }

    def head(self, src_uri: str) -> Mapping[str, str]:
        """What stands at the top of the file `src_uri` below docs/."""
        return self._heads[src_uri]

    def root_outputs(self, other_paths: Iterable[str]) -> Iterator[Output]:
        """What is made for all languages together: the site map, the page for missing pages, the app's parts."""
        readers = [site.reader for site in self.sites.values()]
        page = partial(self._renderer.page, reader=readers[0], path="")
        yield Output("404.html", partial(page, LIGHT + "missing.html", anywhere=True, readers=readers))
        paths = [*self.sites[self._source].addresses(), *sorted(set(other_paths))]
        yield Output("sitemap.xml", partial(page, FEEDS + "sitemap.xml", paths=paths))
        yield from app_outputs(self._renderer, readers)

    def kept_outputs(self, site_dir: Path) -> Iterator[Output]:
        """What phones keep, read off the finished site; comes after everything else."""
        readers = [site.reader for site in self.sites.values()]
        return kept_outputs(self._renderer, readers, self.framed_paths(), site_dir)

    def is_hidden(self, uri: str) -> bool:
        """Whether the file `uri` below docs/ is nothing for the readers of this build."""
        return is_hidden_file(uri, self._all_prose, self._prose.values())

    def search_indexes(self, merged: str) -> Iterator[Output]:
        extra = {code: contact_entries(site.reader) for code, site in self.sites.items()}
        for path, text in split_index(merged, self.languages, extra).items():
            yield Output(path, text.encode())

    def page(self, code: str, uri: str) -> HandbookPage | None:
        return self.handbook[code].get(uri)

    def _words(self, code: str, path: str) -> Any:
        return self._renderer.module("brygga/handbook/frame.html", self.sites[code].reader, path)


class LightPages:
    """The light pages, calendars and feeds, in parts that can be written side by side: languages, and the root.

    `other_paths` are the addresses of MkDocs' pages, below the root of each language.
    """

    def __init__(self, build: Build, other_paths: Iterable[str]) -> None:
        self._build = build
        self._other_paths = sorted(other_paths)

    def parts(self) -> list[str]:
        return [*self._build.sites, _ROOT]

    def outputs(self, part: str) -> Iterator[Output]:
        return self._build.root_outputs(self._other_paths) if part == _ROOT else self._build.sites[part].outputs()


_ROOT = "/"


def seen_by(audience: str, source: Source) -> Source:
    """What a site for that audience is made from."""
    return replace(source, data=visible(source.data, audience), prose=visible_prose(source.prose, audience))


def latest_news(root: Path, source: Source) -> list[NewsEntry]:
    return entries(source.data, edited(source.data, source.prose, read_history(root, source.data.today)))


def read_source(root: Path, clock: date, cache: FileCache | None = None) -> Source:
    """Everything a build starts from. Raises BadData with all problems of data, translations and prose."""
    cache = cache or FileCache()
    if wrong := check_languages(root):
        raise BadData(wrong)
    languages = read_languages(root)
    data, problems = check(root, clock, cache)
    prose, found = read_prose(root, languages)
    problems += [*found, *read_plain_words(root)[1], *read_names(root)[1]]
    catalogues = {}
    for language in languages:
        files = [path for path in [catalogue_path(root, language.code)] if path.exists()]
        reading = partial(read_catalogue, root, language)
        catalogues[language.code], found = cache.reuse(f"catalogue {language.code}", files, reading)
        problems += found
    if data is None or problems:
        raise BadData(problems)
    return Source(data, languages, prose, catalogues)
