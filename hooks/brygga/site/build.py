"""One build of the site, from the checked data to the files that are not MkDocs' own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from brygga.check.source import Source, seen_by
from brygga.load.audience import is_hidden_file
from brygga.load.file_cache import FileCache
from brygga.load.prose import MENU, Prose, is_outdated
from brygga.model.record import PUBLIC
from brygga.render.renderer import Renderer, site_templates
from brygga.site.app import FrameParts, app_outputs, offline_outputs
from brygga.site.calendar_files import FEEDS
from brygga.site.fingerprints import Fingerprints
from brygga.site.output import Output
from brygga.site.pages import LIGHT, HandbookPage, SiteInLanguage
from brygga.site.search_index import contact_entries, split_index
from brygga.site.write import Inputs
from brygga.translation.page_at_hand import Noted, PageAtHand
from brygga.view.news import NewsEntry, entries
from brygga.view.news_from_git import edited
from brygga.view.reader import Reader

_START_OF_HANDBOOK, _ABOUT, _ACCESSIBILITY = MENU


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
    """Puts together everything of one build of the site for an audience: nothing else makes a renderer or a reader."""

    def __init__(
        self, root: Path, source: Source, site_url: str, audience: str = PUBLIC, cache: FileCache | None = None
    ) -> None:
        own = seen_by(audience, source)
        self._root = root
        self._source = own
        self._all_prose = source.prose
        self.languages = own.languages
        templates = [file for file in (root / "overrides").rglob("*") if file.is_file()]
        compiled = (cache or FileCache()).reuse(
            f"templates {site_url}", templates, partial(site_templates, root, site_url)
        )
        self.renderer = Renderer(root, self.languages, site_url, compiled)
        self.readers = [Reader(own.data, language, own.catalogues[language.code]) for language in self.languages]
        self._prose = {(page.uri, page.language): page for page in own.prose}
        self._files = {page.path.removeprefix("docs/"): page for page in own.prose}
        self._swedish = next(language.code for language in self.languages if language.is_source)

    @cached_property
    def sites(self) -> dict[str, SiteInLanguage]:
        """All that is written in each language, by its code."""
        news, first = latest_news(self._source), self.readers[0]
        fingerprints = Fingerprints(self._root, self._source.data, self.languages, self.renderer.site_url)
        return {
            reader.language.code: SiteInLanguage(self.renderer, reader, first, fingerprints, news)
            for reader in self.readers
        }

    @cached_property
    def handbook(self) -> dict[str, dict[str, HandbookPage]]:
        """The handbook's pages that are made from records, by language and by `uri`."""
        return {code: {page.uri: page for page in site.handbook_pages()} for code, site in self.sites.items()}

    def nav(self, code: str) -> list[Any]:
        """MkDocs' navigation in one language; titles are safe to stand in HTML."""
        with self._words(code, "handbok/") as (words, _):
            home, handbook, methods, about, accessibility = (
                str(escape(getattr(words, name))) for name in ("home", "handbook", "methods", "about", "accessibility")
            )
        titles = {page.uri: page.title for page in self.handbook[code].values()}
        chapters = [uri for uri in titles if uri.startswith("handbok/metoder/")]
        others = [{titles[uri]: uri} for uri in titles if uri not in chapters]
        book: list[Any] = [_START_OF_HANDBOOK, {methods: [{titles[uri]: uri} for uri in chapters]}, *others]
        further = [uri for uri, language in self._prose if language == self._swedish and uri not in MENU]
        return [{home: "index.md"}, {handbook: [*book, *further]}, {about: _ABOUT}, {accessibility: _ACCESSIBILITY}]

    def frame(self, code: str, uri: str, path: str) -> Frame:
        """Around the page `uri` (below docs/), which lies at `path` below the language's root."""
        noted, outdated = self._noted_of(code, uri)
        with self._words(code, path) as (words, _):
            notes = words.notes(noted.has_fallback, noted.has_unreviewed, outdated)
            keep = str(words.keep()) if uri == _START_OF_HANDBOOK else ""
            return Frame(str(words.head()), str(words.bar()), keep, str(notes), str(words.search))

    def _noted_of(self, code: str, uri: str) -> tuple[Noted, bool]:
        """What the text of a page had to make do with, and whether its translation is older than its source."""
        if made := self.page(code, uri):
            return made.noted, False
        source = self._prose.get((uri, self._swedish))
        prose = self._prose.get((uri, code))
        if prose is None or source is None or code == self._swedish:
            return Noted(has_fallback=prose is None and source is not None), False
        return Noted(has_unreviewed=not prose.is_reviewed), is_outdated(prose, source)

    def theme_words(self, code: str) -> dict[str, str]:
        """What the theme's few own words are called, by its keys, safe in HTML; and the language's direction."""
        reader = self.sites[code].reader
        lines = self.renderer.text("brygga/handbook/theme_words.txt", reader).splitlines()
        words = dict(line.split("=", 1) for line in lines)
        return {"direction": reader.language.direction} | {key: str(escape(text)) for key, text in words.items()}

    def explained(self, code: str, html: str) -> str:
        """The text of a handbook page with its hard words as buttons, and below it what they mean."""
        reader = self.sites[code].reader
        buttons, used = reader.glossary.explain(html)
        below = self.renderer.text("brygga/handbook/words.html", reader, explained=used)
        return buttons + Markup(below)  # a template's own HTML

    def framed_paths(self) -> set[str]:
        """Addresses, below a language's root, of the pages that go through MkDocs."""
        uris = {*(uri for uri, _ in self._prose), *self.sites[self._swedish].handbook_uris()}
        return {
            uri.removesuffix(".md").removesuffix("index") + ("" if uri.endswith("index.md") else "/") for uri in uris
        }

    def head(self, src_uri: str) -> Mapping[str, str]:
        """What stands at the top of the file `src_uri` below docs/, with the city's words."""
        page = self._files[src_uri]
        return {name: self._with_words(page, str(text)) for name, text in page.head.items()}

    def body(self, src_uri: str) -> str | None:
        """The text below it, as Markdown; None where there is no such file."""
        page = self._files.get(src_uri)
        return self._with_words(page, page.body) if page else None

    def _with_words(self, page: Prose, text: str) -> str:
        return self.sites[page.language].reader.language.words.fill(text)

    def root_outputs(self, other_paths: Iterable[str]) -> Iterator[Output]:
        """What is made for all languages together: the site map, the page for missing pages, the app's parts."""
        page = partial(self.renderer.page, reader=self.readers[0], path="")
        yield Output("404.html", partial(page, LIGHT + "missing.html", anywhere=True, readers=self.readers))
        paths = [*self.sites[self._swedish].addresses(), *sorted(set(other_paths))]
        yield Output("sitemap.xml", partial(page, FEEDS + "sitemap.xml", paths=paths))
        yield from app_outputs(self.renderer, self.readers)

    def offline_outputs(self, parts: FrameParts, site_dir: Path) -> Iterator[Output]:
        """What phones keep; comes after everything else."""
        return offline_outputs(self.renderer, self.readers, self.framed_paths(), parts, site_dir)

    def is_hidden(self, uri: str) -> bool:
        """Whether the file `uri` below docs/ is nothing for the readers of this build."""
        return is_hidden_file(uri, self._all_prose, self._prose.values())

    def search_indexes(self, merged: str) -> Iterator[Output]:
        extra = {code: contact_entries(site.reader) for code, site in self.sites.items()}
        for path, text in split_index(merged, self.languages, extra).items():
            yield Output(path, text.encode())

    def page(self, code: str, uri: str) -> HandbookPage | None:
        return self.handbook[code].get(uri)

    def _words(self, code: str, path: str) -> AbstractContextManager[tuple[Any, PageAtHand]]:
        return self.renderer.module("brygga/handbook/frame.html", self.sites[code].reader, path)


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

    def inputs(self) -> Inputs:
        """What a site that stands was made from, by path."""
        return {output.path: output.inputs for part in self.parts() for output in self.outputs(part)}


_ROOT = "/"


def latest_news(source: Source) -> list[NewsEntry]:
    return entries(source.data, edited(source.data, source.prose, source.edits))
