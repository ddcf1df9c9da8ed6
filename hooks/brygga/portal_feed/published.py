"""What the build publishes for the portal: hooks/common/contract is the promise, this keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from brygga.check.source import Source
from brygga.history.returns import times_returned
from brygga.load.data import Data
from brygga.load.form_shapes import RESERVED, FormShapes
from brygga.load.languages import Language
from brygga.load.phone import tel
from brygga.load.pictograms import read_pictograms
from brygga.model.record import Record, Records
from brygga.portal_feed.desk import desk_json
from brygga.portal_feed.kinds import Json
from brygga.portal_feed.requests import requests_json
from brygga.render.renderer import Renderer
from brygga.site.build import Build, latest_news
from brygga.site.output import Output
from brygga.site.pages import LIGHT
from brygga.translation.catalogue import Catalogue
from brygga.translation.extract import common_texts, portal_texts, record_texts, schema_texts, template_texts
from brygga.view.member_events import events_json
from brygga.view.news import news_json
from brygga.view.reader import Reader
from common.contract import DESK, PORTAL

SHARED = "brygga/form"  # templates, below overrides/, that the site and the portal share
# Whose texts the portal shows; what is new may be of any kind in the second row.
_KINDS = (
    *("forms", "topics", "places", "contacts", "requests"),
    *("series", "events", "closures", "methods"),
)


def published_outputs(root: Path, source: Source, public: Build) -> Iterator[Output]:
    """All files below site.portal/, beside the `public` site: residents see the frames too. Raises contract.Broken."""
    texts = _texts(root, source.data)
    told = {PORTAL: _portal(root, texts, source, public.renderer.site_url), DESK: desk_json(source)}
    for promise, content in told.items():
        promise.check(content)
        yield Output(promise.file, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    for file in sorted((root / "overrides" / SHARED).iterdir()):
        yield Output(f"templates/{file.name}", file.read_bytes())
    for name, picture in read_pictograms(root).items():
        yield Output(f"templates/pictograms/{name}.svg", picture.encode())
    for reader in public.readers:
        code = reader.language.code
        html = _frame(public.renderer, reader, _has_unread(texts, source.catalogues[code]))
        yield Output(f"frames/{code}.html", html)


def _portal(root: Path, texts: list[str], source: Source, site_url: str) -> Json:
    data, records = source.data, source.data.records
    forms, contact = FormShapes(records, source.languages), records.of("contacts")[records.site["contact"]]
    return {
        "version": PORTAL.version,
        **{name: records.site[name] for name in ("title", "organisation", "secrecy", "portal_url", "time_zone")},
        "site_url": site_url,
        "today": None if data.is_live else data.today.isoformat(),
        "languages": [_language(one, source.catalogues[one.code]) for one in source.languages],
        "texts": {one.code: _translated(texts, source.catalogues[one.code]) for one in source.languages[1:]},
        "language_names": {one.code: _names(one, forms.language_codes()) for one in source.languages},
        "contact": {**_part(contact, "phone", "email"), "tel": _tel(contact, records)},
        "places": [{**_part(place), "address": _address(place)} for place in records.ordered("places")],
        "topics": [_part(topic) for topic in records.ordered("topics")],
        "contacts": [
            {**_part(one, "what", "phone", "url"), "tel": _tel(one, records)}
            for one in records.ordered("contacts")
            if not one.for_members
        ],
        "reserved": list(RESERVED),
        "forms": forms.shapes,
        "requests": requests_json(records, times_returned(root, records.of("requests").values())),
        "events": events_json(data.sessions),
        "news": news_json(latest_news(source)),
    }


def _tel(contact: Record, records: Records) -> str | None:
    return tel(contact["phone"], records.country) if contact["phone"] else None


def _part(record: Record, *names: str) -> Json:
    return {"id": record.id, "title": record["title"], **{name: record[name] for name in names}}


def _address(place: Record) -> str | None:
    if not place["street"]:
        return None
    return ", ".join(part for part in (place["street"], place["postal_code"], place["city"]) if part)


def _language(language: Language, catalogue: Catalogue) -> Json:
    row = {name: getattr(language, name) for name in ("code", "name", "direction", "prefix")}
    names, words = language.names.get(language.code, {}), language.words.own
    return {**row, "plurals": catalogue.plurals.header, "names": names, "words": words}


def _names(language: Language, codes: Iterable[str]) -> dict[str, str]:
    return {code: language.name_of(code) for code in codes}


def _texts(root: Path, data: Data) -> list[str]:
    """The key of every text that the portal shows, each once: of records, their forms, shared templates and its own."""
    texts = [text for record in data.records if record.kind in (*_KINDS, "site") for text in _of(record, data)]
    texts += [record["title"] for record in data.records if record["title"]]
    texts += schema_texts(data.schemas)
    texts += [one.key for one in (*template_texts(root, f"overrides/{SHARED}"), *common_texts(), *portal_texts(root))]
    return list(dict.fromkeys(texts))


def _of(record: Record, data: Data) -> Iterator[str]:
    return record_texts(record, data.schemas[record.kind].fields)


def _translated(texts: Iterable[str], catalogue: Catalogue) -> Mapping[str, str | list[str]]:
    """{key: translation}; where a number stands in it, a list of the language's forms."""
    found = ((name, catalogue.translations[name].forms) for name in texts if name in catalogue.translations)
    return {name: forms[0] if len(forms) == 1 else list(forms) for name, forms in found}


def _has_unread(texts: Iterable[str], catalogue: Catalogue) -> bool:
    """Whether a page of the portal may show what a computer translated and nobody has read."""
    found = (catalogue.translations.get(text) for text in texts)
    return any(translation is not None and not translation.is_reviewed for translation in found)


def _frame(renderer: Renderer, reader: Reader, unread: bool) -> bytes:
    """Links lead from the server's own root: nobody knows yet at which address the page will stand."""
    portal_url = reader.site["portal_url"]
    portal = urlsplit(portal_url).path if portal_url else f"{urlsplit(renderer.site_url).path}portal/"
    return renderer.page(
        LIGHT + "portal.html",
        reader,
        "portal/",
        anywhere=True,
        unread=unread,
        same_page=lambda language: f"{portal}{language.code}/[[path]]",
    )
