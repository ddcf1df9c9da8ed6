"""What the site consists of: which pages, calendars and feeds there are, at which addresses, from which template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any

from markupsafe import Markup, escape

from brygga.load.audience import public_address
from brygga.load.form_shapes import FormShapes, Shape, first_values, mail_link, text_link
from brygga.load.recordings import published_path
from brygga.render.linked_data import Thing, in_page, place_data, series_data, session_data
from brygga.render.qr import qr_code
from brygga.render.renderer import Renderer
from brygga.site.calendar_files import FEEDS, CalendarFiles
from brygga.site.fingerprints import Fingerprints, fingerprint
from brygga.site.output import MadeFrom, Output
from brygga.translation.page_at_hand import Noted
from brygga.view.local_record import LocalRecord
from brygga.view.member_events import has_own
from brygga.view.news import NewsEntry, NewsView
from brygga.view.reader import Reader
from brygga.view.session_view import SessionView

LIGHT, HANDBOOK = "brygga/light/", "brygga/handbook/"

# Light pages that are one a language: (address, template). A new kind's overview is one more line.
OVERVIEWS = (
    ("", "home.html"),
    ("cafe/", "cafes.html"),
    ("kontakt/", "contacts.html"),
    ("ord/", "words.html"),
    ("skyltar/", "badges.html"),
    ("formular/", "forms.html"),
    ("integritet/", "privacy.html"),
    ("integritet/register/", "register.html"),
    ("nytt/", "news.html"),
)


@dataclass(frozen=True)
class HandbookPage:
    """A page that MkDocs frames: `uri` below docs/, finished HTML, headings as (id, name). Texts are safe in HTML."""

    uri: str
    title: str
    description: str
    html: str
    headings: tuple[tuple[str, str], ...]
    source: str
    noted: Noted  # of its own text


class SiteInLanguage:
    """All outputs in one language. `source` is the reader of the source language, for what stands in two."""

    def __init__(
        self, renderer: Renderer, reader: Reader, source: Reader, fingerprints: Fingerprints, news: Sequence[NewsEntry]
    ) -> None:
        self.renderer = renderer
        self.reader = reader
        self.source = source
        self._fingerprints = fingerprints
        self._news = [NewsView(entry, reader) for entry in news]
        self._news_keys = " ".join(entry.key for entry in news)
        self._shared = fingerprints.shared(reader.language)  # now: what is read later may have changed meanwhile
        self._locations: dict[str, Thing] = {}
        self._calendars = CalendarFiles(renderer, reader)

    @cached_property
    def _forms(self) -> list[Shape]:
        shapes = FormShapes(self.reader.data.records, self.renderer.languages).shapes
        return [form for form in shapes if form["id"] in self.reader.forms]

    def outputs(self) -> Iterator[Output]:
        """Light pages, calendars and feeds. The handbook's pages go through MkDocs: `handbook_pages`."""
        everything = self._made_from(self.reader.sessions, self.reader.ordered("places"), self._told)
        for path, template in OVERVIEWS:
            yield self._page(path, template, everything, news=self._news)
        choices = self._choices()
        for path, heading, sessions, place_id in self._programmes():
            shown = sessions or self.reader.coming  # never a dead end
            other = partial(self._beside, choices, is_alone=not sessions)
            made_from = self._made_from(shown, self.reader.ordered("places"), other)
            context = {
                "heading": heading,
                "sessions": shown,
                "is_found": bool(sessions) or path == "program/",
                "place_id": place_id if sessions else None,
                "choices": choices,
                "news": self._news,
            }
            yield self._page(path, "programme.html", made_from, **context)
        for place in self.reader.ordered("places"):
            yield from self._cafe(place)
        for session in self.reader.sessions:
            yield from self._session(session)
        for form in self._forms:
            yield self._form(form)
        code = self.reader.language.code
        for name, files in self.reader.data.recordings.items():
            if code in files:
                yield Output(published_path(name, code), files[code].read_bytes)
        shown = self.reader.sessions
        yield self._calendar("program/program.ics", partial(self._calendars.of, shown), shown)
        if self.reader.for_members:
            own = [view for view in self.reader.sessions if has_own(view.session)]
            yield self._calendar("program/medlemmar.ics", partial(self._calendars.of, own, own=True), own)
        yield self._file("program/nytt.atom", self._feed, everything)

    def handbook_uris(self) -> list[str]:
        return [*(_chapter(method) for method in self.reader.ordered("methods")), _TRAINING, _TOPICS]

    def handbook_pages(self) -> Iterator[HandbookPage]:
        for method in self.reader.ordered("methods"):
            yield self._handbook(_chapter(method), "method.html", method.record.path, method=method)
        yield self._handbook(_TRAINING, "training.html", "data/training")
        yield self._handbook(_TOPICS, "topics.html", "data/topics")

    def addresses(self) -> list[str]:
        """Addresses of the light pages, for links from prose and for the site map."""
        programmes = [path for path, *_ in self._programmes()]
        cafes = [f"cafe/{place.id}/{part}" for place in self.reader.ordered("places") for part in ("", "vag/")]
        forms = [f"formular/{form['id']}/" for form in self._forms]
        dates = [session.path for session in self.reader.sessions]
        return [path for path, _ in OVERVIEWS] + programmes + cafes + dates + forms

    def address(self, path: str) -> str:
        return self.renderer.site_url + self.reader.language.prefix + path

    def _programmes(self) -> Iterator[tuple[str, Any, list[SessionView], str | None]]:
        """The programme: all of it, of each place that has dates, of each language of the site or of a café.

        Address, heading, dates, and the place if it is that of one place.
        """
        coming = self.reader.coming
        yield "program/", self.reader.translate("Program"), coming, None
        for place in self.reader.ordered("places"):
            at_place = self.reader.of_place(place.id)
            if at_place:
                yield f"program/plats/{place.id}/", place["title"], [s for s in at_place if not s.is_past], place.id
        codes = [language.code for language in self.renderer.languages]
        for code in dict.fromkeys([*codes, *self.reader.spoken_languages]):
            spoken = [session for session in coming if code in session.languages]
            yield f"program/sprak/{code}/", self.reader.words.language_name(code), spoken, None

    def _choices(self) -> dict[str, list[tuple[str, Any]]]:
        listed = [(path, heading) for path, heading, *_ in self._programmes()]
        return {
            "places": [choice for choice in listed if choice[0].startswith("program/plats/")],
            "languages": [choice for choice in listed if choice[0].startswith("program/sprak/")],
        }

    def _posters(self, place: LocalRecord) -> Iterator[Output]:
        """The café's poster in the reader's language, and with Swedish beside it."""
        alone, both = f"cafe/{place.id}/affisch/", f"cafe/{place.id}/affisch/tva/"
        readers = [self.reader, self.source]
        tongues = [reader.language for reader in readers]
        names = [Markup('<bdi lang="{}">{}</bdi>').format(one.code, one.name) for one in tongues]
        versions = [] if self.reader is self.source else [(alone, names[0]), (both, Markup(" + ").join(names))]
        address = self._poster_address(place)
        made_from = self._made_from(self.reader.of_place(place.id), [place])
        for path, speakers in ((alone, readers[:1]), (both, readers)):
            if path == alone or versions:
                context = {
                    "place": place,
                    "speakers": speakers,
                    "versions": versions,
                    "qr": partial(qr_code, self.renderer.root, address),
                    "where": address,
                }
                yield self._page(path, "poster.html", made_from, **context)

    def _poster_address(self, place: LocalRecord) -> str:
        """A poster hangs where residents see it, whoever printed it."""
        site_url, audience = self.renderer.site_url, self.reader.data.audience
        site = site_url if place.for_members else public_address(site_url, audience)
        return f"{site}{self.reader.language.prefix}cafe/{place.id}/"

    def _cafe(self, place: LocalRecord) -> Iterator[Output]:
        path = f"cafe/{place.id}/"
        sessions = self.reader.of_place(place.id)
        series = [one.record for one in self.reader.series_of_place(place.id)]
        made_from = self._made_from(sessions, [place], partial(self._fingerprints.series, series))
        yield self._page(path, "cafe.html", made_from, place=place, linked_data=partial(self._series_data, place))
        yield self._page(f"{path}vag/", "directions.html", made_from, place=place)
        yield from self._posters(place)
        if sessions:
            content = partial(self._calendars.of, sessions, place)
            yield self._calendar(f"{path}kalender.ics", content, sessions, [place])

    def _session(self, session: SessionView) -> Iterator[Output]:
        others = self.reader.others_of(session)[:5]
        context = {"session": session, "others": others, "linked_data": partial(self._session_data, session)}
        yield self._page(session.path, "session.html", self._made_from([session, *others]), **context)
        yield self._calendar(f"{session.path}traff.ics", partial(self._calendars.copy_of, session), [session])

    def _form(self, form: Shape) -> Output:
        code, site = self.reader.language.code, self.reader.site
        contact = self.reader.record("contacts", site["contact"])
        subject = str(self.reader.translate(form["title"]))
        questions = [str(self.reader.translate(field["title"])) for field in form["fields"]]
        return self._page(
            f"formular/{form['id']}/",
            "form.html",
            self._made_from([]),
            form=form,
            record=self.reader.forms[form["id"]],
            contact=contact,
            values=first_values(form, code),
            letter=contact["email"] and mail_link(contact["email"], subject, questions),
            message=contact["mobile"] and text_link(contact["mobile"], subject, self.reader.data.records.country),
        )

    def _session_data(self, session: SessionView) -> Markup:
        series_address = self.address(f"cafe/{session.record['place']}/#{session.record.id}")
        return in_page(session_data(session, self.address(session.path), series_address, self._location(session.place)))

    def _location(self, place: LocalRecord) -> Thing:
        """Of many dates."""
        if place.id not in self._locations:
            self._locations[place.id] = place_data(place, self.reader)
        return self._locations[place.id]

    def _series_data(self, place: LocalRecord) -> Markup:
        series = self.reader.series_of_place(place.id)
        return in_page([series_data(one, self.address(f"cafe/{place.id}/#{one.id}"), self.reader) for one in series])

    def _made_from(
        self, sessions: Sequence[SessionView], places: Sequence[LocalRecord] = (), other: Callable[[], str] = str
    ) -> MadeFrom:
        """`other` is what they do not say themselves."""

        @cache
        def found() -> str:
            shown = [self._fingerprints.session(view.session) for view in sessions]
            shown_places = [self._fingerprints.place(place.id) for place in places]
            return fingerprint(self._shared, shown, shown_places, other())

        return MadeFrom(found, len(sessions) + len(places))

    def _told(self) -> str:
        return fingerprint([view.entry for view in self._news])

    def _beside(self, choices: object, is_alone: bool) -> str:
        """What a programme shows beside its dates; one without any tells of the series."""
        series = self._fingerprints.series(one.record for one in self.reader.ordered("series")) if is_alone else ""
        return f"{choices}{self._news_keys}{series}"

    def _page(self, path: str, template: str, made_from: MadeFrom, **context: Any) -> Output:
        def html() -> bytes:
            return self.renderer.page(LIGHT + template, self.reader, path, **context)

        return self._file(f"{path}index.html", html, made_from)

    def _file(self, path: str, content: Callable[[], bytes], made_from: MadeFrom) -> Output:
        return Output(self.reader.language.prefix + path, content, made_from.fingerprint, made_from.shows)

    def _calendar(
        self, path: str, content: Callable[[], bytes], sessions: list[SessionView], places: Sequence[LocalRecord] = ()
    ) -> Output:
        """Made again when a date shows something else, and when it is known better since when it does."""
        code = self.reader.language.code

        def revised() -> str:
            return str([self.reader.data.revised(view.session, code) for view in sessions])

        return self._file(path, content, self._made_from(sessions, places, revised))

    def _feed(self) -> bytes:
        return self.renderer.page(FEEDS + "news.xml", self.reader, "program/nytt.atom", news=self._news)

    def _handbook(self, uri: str, template: str, source: str, **context: Any) -> HandbookPage:
        path = uri.removesuffix(".md") + "/"
        with self.renderer.module(HANDBOOK + template, self.reader, path, **context) as (module, page):
            headings = tuple((str(id_), str(escape(name))) for id_, name in module.headings)
            title, description, body = (str(part()) for part in (module.title, module.description, module.body))
        return HandbookPage(uri, title, description, body, headings, source, page.noted)


_TRAINING, _TOPICS = "handbok/utbildning.md", "handbok/omraden.md"


def _chapter(method: LocalRecord) -> str:
    return f"handbok/metoder/{method.id}.md"
