"""Brings catalogues in step with the texts (gettext, by Babel): everybody's texts in one file, the city's in one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message

from brygga.load.languages import Language
from brygga.load.shared_files import is_shared
from brygga.load.whole_file import write_whole
from brygga.translation.catalogue import (
    UNREVIEWED,
    catalogue_path,
    catalogue_to_write,
    city_catalogue_path,
    forms_of,
    message_key,
)
from brygga.translation.po_writer import po_bytes
from brygga.translation.reword import became, said


def sync_catalogues(root: Path, template: Catalog, languages: Iterable[Language]) -> list[Path]:
    """New texts are empty, changed ones fuzzy, unused ones kept aside, where they wait for their text to come back.
    Returns the files."""
    return [path for language in languages if not language.is_source for path in _update_one(root, template, language)]


def _update_one(root: Path, template: Catalog, language: Language) -> list[Path]:
    shared, city = (
        catalogue_to_write(path(root, language.code), language) for path in (catalogue_path, city_catalogue_path)
    )
    citys_own = {message_key(message) for message in (*city, *city.obsolete.values()) if message.id}
    catalog = _together(shared, city)
    for message in template:
        _bring_back(catalog, message)
    before = [message for message in catalog if message.id]
    known = {message_key(message) for message in before}
    catalog.update(template, keep_user_comments=True)
    for message in (message for message in catalog if message.id and message_key(message) not in known):
        _begin(message, before)
    for message in before:
        _keep(catalog, message)
    return _write(root, catalog, language, citys_own)


def _together(shared: Catalog, city: Catalog) -> Catalog:
    """Everybody's catalogue with the city's texts in it. Of two translations of one text everybody's is kept."""
    for message in city:
        same = shared.get(message.id, message.context)
        if message.id and (same is None or not any(forms_of(same))):
            shared.delete(message.id, message.context)
            shared[message.id] = message
    shared.obsolete = {**city.obsolete, **shared.obsolete}
    return shared


def _write(root: Path, catalog: Catalog, language: Language, citys_own: set[Any]) -> list[Path]:
    """Each text into its file; what is not in use stays where it was. A city without texts of its own has no file."""
    shared, city = (Catalog(locale=catalog.locale_identifier, header_comment="") for _ in range(2))
    for part in (shared, city):
        part.mime_headers = [one for one in catalog.mime_headers if one[0] in ("Language", "Plural-Forms")]
    for message in (message for message in catalog if message.id):
        part = shared if any(is_shared(path) for path, _ in message.locations) else city
        part[message.id] = message
    for key, message in catalog.obsolete.items():
        (city if key in citys_own else shared).obsolete[key] = message
    files = {catalogue_path(root, language.code): shared, city_catalogue_path(root, language.code): city}
    written = {path: part for path, part in files.items() if len(part) or part.obsolete or path.exists()}
    for path, part in written.items():
        part.header_comment = f"# {language.name}. Kept in step with the Swedish texts by: make translations"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, po_bytes(part))
    return list(written)


def _bring_back(catalog: Catalog, wanted: Message) -> None:
    """A translation that was put aside, unless there is another by now."""
    live = catalog.get(wanted.id, wanted.context)
    if wanted.id and (live is None or live.fuzzy or not live.string):
        gone = catalog.obsolete.pop(message_key(wanted), None)
        if gone is not None:
            catalog.delete(wanted.id, wanted.context)
            catalog[gone.id] = gone


def _begin(message: Message, before: Iterable[Message]) -> None:
    """A new text has the translation of the one it was before, if it was one; else none, and nobody has read it.

    Babel looks for something like it everywhere, and takes Easter eggs for healthy teeth.
    """
    if not (message.fuzzy and any(became(old, message) for old in before if said(old) == message.previous_id[0])):
        message.flags.discard("fuzzy")
        message.previous_id, message.user_comments = [], [UNREVIEWED]
        message.string = ("",) * len(message.id) if message.pluralizable else ""


def _keep(catalog: Catalog, old: Message) -> None:
    """What Babel forgets: which text an outdated translation was of, and the translation that became another's."""
    new = catalog.get(old.id, old.context)
    if new is None:
        catalog.obsolete[message_key(old)] = old
    elif new.fuzzy and not new.previous_id:
        new.previous_id = old.previous_id
