"""What the site consists of: which pages, calendars and feeds there are, at which addresses, from which template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from brygga.calendars import calendar, event
from brygga.linked_data import in_page, series_data, session_data
from brygga.render import Renderer
from brygga.views import LocalRecord, Reader, SessionView

LIGHT, HANDBOOK, FEEDS = "brygga/light/", "brygga/handbook/", "brygga/feeds/"

# Light pages that are one a language: (address, template). A new kind's overview is one more line.
OVERVIEWS = (
    ("", "home.html"),
    ("program/", "programme.html"),
    ("cafe/", "cafes.html"),
    ("kontakt/", "contacts.html"),
)
NEWS_ENTRIES = 50


@dataclass(frozen=True)
class Output:
    """A file of the site: its path below the site's folder, and its content."""

    path: str
    content: bytes


@dataclass(frozen=True)
class HandbookPage:
    """A page that MkDocs frames: `uri` below docs/, finished HTML, headings as (id, name). Texts are safe in HTML."""

    uri: str
    title: str
    description: str
    html: str
    headings: tuple[tuple[str, str], ...]
    source: str


class Site:
    """All outputs in one language."""

    def __init__(self, renderer: Renderer, reader: Reader) -> None:
        self.renderer = renderer
        self.reader = reader
        self._host = urlsplit(renderer.site_url).hostname or "localhost"

    def outputs(self) -> Iterator[Output]:
        """Light pages, calendars and feeds. The handbook's pages go through MkDocs: `handbook_pages`."""
        for path, template in OVERVIEWS:
            yield self._page(path, template)
        for place in self.reader.ordered("places"):
            yield from self._cafe(place)
        for session in self.reader.sessions:
            yield from self._session(session)
        yield self._file("program/program.ics", self._calendar(self.reader.sessions, None))
        yield self._news()

    def handbook_pages(self) -> Iterator[HandbookPage]:
        for method in self.reader.ordered("methods"):
            yield self._handbook(f"handbok/metoder/{method.id}.md", "method.html", method.record.path, method=method)
        yield self._handbook("handbok/utbildning.md", "training.html", "data/training")
        yield self._handbook("handbok/omraden.md", "topics.html", "data/topics")

    def addresses(self) -> list[str]:
        """Addresses of the light pages, for links from prose and for the site map."""
        places = [f"cafe/{place.id}/" for place in self.reader.ordered("places")]
        return [path for path, _ in OVERVIEWS] + places + [session.path for session in self.reader.sessions]

    def address(self, path: str) -> str:
        return self.renderer.site_url + self.reader.language.prefix + path

    def _cafe(self, place: LocalRecord) -> Iterator[Output]:
        path = f"cafe/{place.id}/"
        series = self.reader.series_of_place(place.id)
        data = [series_data(one, self.address(f"{path}#{one.id}"), self.reader) for one in series]
        yield self._page(path, "cafe.html", place=place, linked_data=in_page(data))
        sessions = self.reader.of_place(place.id)
        if sessions:
            yield self._file(f"{path}kalender.ics", self._calendar(sessions, place))

    def _session(self, session: SessionView) -> Iterator[Output]:
        series_address = self.address(f"cafe/{session.record['place']}/#{session.record.id}")
        data = session_data(session, self.address(session.path), series_address)
        coming = self.reader.coming
        others = [s for s in coming if s.record.record is session.record.record and s is not session][:5]
        yield self._page(session.path, "session.html", session=session, others=others, linked_data=in_page(data))
        yield self._file(f"{session.path}traff.ics", self._calendar([session], None))

    def _page(self, path: str, template: str, **context: Any) -> Output:
        html = self.renderer.page(LIGHT + template, self.reader, path, **context)
        return self._file(f"{path}index.html", html.encode())

    def _file(self, path: str, content: bytes) -> Output:
        return Output(self.reader.language.prefix + path, content)

    def _text(self, template: str, **context: Any) -> str:
        return self.renderer.text(f"{FEEDS}{template}.txt", self.reader, **context)

    def _calendar(self, sessions: list[SessionView], place: LocalRecord | None) -> bytes:
        name = self._text("calendar_name", place=place)
        return calendar(name, self.reader.language.code, sessions, self._event)

    def _event(self, session: SessionView) -> Any:
        texts = [self._text(name, session=session) for name in ("summary", "description")]
        return event(session, self._host, self.address(session.path), *texts)

    def _news(self) -> Output:
        path = "program/nytt.atom"
        newest = sorted(self.reader.sessions, key=lambda s: (s.session.updated, s.session.sequence), reverse=True)
        xml = self.renderer.page(
            FEEDS + "news.xml",
            self.reader,
            path,
            sessions=newest[:NEWS_ENTRIES],
            summary=lambda session: self._text("summary", session=session),
            description=lambda session: self._text("description", session=session),
        )
        return self._file(path, xml.encode())

    def _handbook(self, uri: str, template: str, source: str, **context: Any) -> HandbookPage:
        path = uri.removesuffix(".md") + "/"
        module = self.renderer.module(HANDBOOK + template, self.reader, path, **context)
        headings = tuple((str(id_), str(name)) for id_, name in module.headings)
        return HandbookPage(uri, str(module.title()), str(module.description()), str(module.body()), headings, source)
