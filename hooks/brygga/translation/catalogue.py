"""data/translations/<language>.po, and city/<language>.po beside it → what a text is called in a language, and how
sure we are of it.

po_reader alone reads catalogues, for the site and for the tools: what it refuses is a finding. Babel holds what was
read where texts are compared, merged and written again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message

from brygga.load.characters import decode, is_blank
from brygga.load.languages import Language
from brygga.model.problem import Problem
from brygga.translation.placeholders import fits, forms_fit
from brygga.translation.po_reader import PoMessage, header_fields, read_po
from common.localisation.plurals import PluralForms, plural_forms, usual_forms
from common.localisation.translator import Translation, key

# A translator's comment, kept by every gettext tool; deleting it says "a speaker has read this".
UNREVIEWED = "unreviewed"
LARGEST_CATALOGUE = 8 * 1024 * 1024  # bytes; the real ones have a quarter of a million
_CHARSET = re.compile(r"charset\s*=\s*([\w-]+)", re.IGNORECASE)


class CatalogueEntry(NamedTuple):
    """`forms` is empty when the text is missing. An outdated (fuzzy) one is kept for the translator but not shown."""

    forms: tuple[str, ...]
    outdated: bool
    reviewed: bool

    @property
    def usable(self) -> bool:
        return bool(self.forms) and not self.outdated


@dataclass(frozen=True)
class Catalogue:
    """Of one language; `entries` by their key: context and Swedish text."""

    plurals: PluralForms
    entries: Mapping[str, CatalogueEntry] = field(default_factory=dict)

    @cached_property
    def translations(self) -> dict[str, Translation]:
        """What is shown."""
        usable = ((name, one) for name, one in self.entries.items() if one.usable)
        return {name: Translation(one.forms, one.reviewed) for name, one in usable}


def catalogue_path(root: Path, code: str) -> Path:
    """Where everybody's texts are translated."""
    return root / "data/translations" / f"{code}.po"


def city_catalogue_path(root: Path, code: str) -> Path:
    """Where the city's own texts are translated: no update of Brygga touches that file."""
    return root / "data/translations/city" / f"{code}.po"


def catalogue_files(root: Path, code: str) -> list[Path]:
    """Those that there are: a new language has none yet, a city without texts of its own only one."""
    return [path for path in (catalogue_path(root, code), city_catalogue_path(root, code)) if path.exists()]


def read_catalogue(root: Path, language: Language) -> tuple[Catalogue, list[Problem]]:
    """Both files as one, empty when the language has none yet; and what is wrong with them. A text that stands in both
    is everybody's."""
    read = [_read_file(path, root, language) for path in catalogue_files(root, language.code)]
    entries = {name: one for catalogue, _ in reversed(read) for name, one in catalogue.entries.items()}
    plurals = read[0][0].plurals if read else usual_forms(language.code)
    return Catalogue(plurals, entries), [problem for _, problems in read for problem in problems]


def _read_file(path: Path, root: Path, language: Language) -> tuple[Catalogue, list[Problem]]:
    shown, usual = path.relative_to(root).as_posix(), usual_forms(language.code)
    if path.stat().st_size > LARGEST_CATALOGUE:
        facts = {"size": f"{path.stat().st_size // 2**20} MB", "limit": f"{LARGEST_CATALOGUE // 2**20} MB"}
        return Catalogue(usual), [Problem(shown, 1, "catalogue-size", facts)]
    text, found = decode(path.read_bytes())
    problems = [Problem(shown, line, id_, facts) for line, id_, facts in found if id_ != "tab"]
    if any(problem.id == "file-encoding" for problem in problems):
        return Catalogue(usual), problems
    messages, refused = read_po(text)
    problems += [Problem(shown, line, id_, facts) for line, id_, facts in refused]
    checked = _Checked(
        shown, language, [message for message in messages if message.is_readable and not message.is_obsolete]
    )
    return Catalogue(checked.plurals, checked.entries), [*problems, *checked.problems]


class _Checked:
    """The messages of one file: the rule for numbers that its header names, the entries, what is wrong with them."""

    def __init__(self, path: str, language: Language, messages: list[PoMessage]) -> None:
        self._path = path
        self.problems: list[Problem] = []
        self.plurals = usual_forms(language.code)
        self.entries: dict[str, CatalogueEntry] = {}
        for message in messages[:1]:
            if message.source == "":
                self._header(message, language)
        self._lines: dict[str, int] = {}
        for message in messages:
            self._message(message)

    def _message(self, message: PoMessage) -> None:
        name = key(message.source, message.context)
        if name in self._lines:
            self._find(message, "catalogue-twice", source=message.source, first=str(self._lines[name]))
            return
        self._lines[name] = message.line
        if not message.source:
            return
        entry = entry_of(message)
        self.entries[name] = entry
        if not entry.outdated:
            self._check_forms(message)

    def _check_forms(self, message: PoMessage) -> None:
        has_number = message.plural is not None
        wanted = [f"msgstr[{number}]" for number in range(self.plurals.count)] if has_number else ["msgstr"]
        if message.form_words != wanted:
            self._find(message, "catalogue-plural", source=message.source, wanted=", ".join(wanted))
        elif not (self._forms_fit(message) if has_number else fits(message.source, message.forms[0])):
            self._find(message, "translation-variables", source=message.source)

    def _forms_fit(self, message: PoMessage) -> bool:
        return forms_fit((message.source, message.plural or ""), message.forms, self.plurals)

    def _header(self, message: PoMessage, language: Language) -> None:
        fields = dict(header_fields(message))
        if (written := fields.get("Language")) and written.replace("_", "-").lower() != language.code.lower():
            self._find(message, "catalogue-header", field="Language", written=written, wanted=language.code)
        charset = _CHARSET.search(fields.get("Content-Type", "charset=utf-8"))
        if charset and charset[1].lower().replace("-", "") != "utf8":
            self._find(message, "catalogue-header", field="charset", written=charset[1], wanted="utf-8")
        if "Plural-Forms" in fields:
            self._plural_forms(message, fields["Plural-Forms"])

    def _plural_forms(self, message: PoMessage, written: str) -> None:
        try:
            self.plurals = plural_forms(written)
        except ValueError:
            wanted = self.plurals.header
            self._find(message, "catalogue-header", field="Plural-Forms", written=written, wanted=wanted)

    def _find(self, message: PoMessage, id_: str, **facts: str) -> None:
        self.problems.append(Problem(self._path, message.line, id_, facts))


def entry_of(message: PoMessage) -> CatalogueEntry:
    """White space and signs that nobody sees are no translation; nor are some of the forms without the others."""
    forms = message.forms
    is_missing = any(map(is_blank, forms))
    return CatalogueEntry(() if is_missing else forms, message.is_fuzzy, f"# {UNREVIEWED}" not in message.comments)


def parse_catalogue(path: Path) -> Catalog:
    """The file as Babel keeps it, for writing, with all that is outdated or obsolete. It has been checked before."""
    catalog = Catalog(header_comment="")
    for message in read_po(path.read_text("utf-8"))[0]:
        made = _message(message)
        if message.source == "":
            catalog.header_comment = "\n".join(message.comments)
            catalog.mime_headers = [one for one in header_fields(message) if one[0] in ("Language", "Plural-Forms")]
        elif message.is_obsolete:
            catalog.obsolete[message_key(made)] = made
        else:
            catalog[made.id] = made
    return catalog


def catalogue_to_write(path: Path, language: Language) -> Catalog:
    """The same; one without texts where there is no file yet."""
    return (
        parse_catalogue(path) if path.exists() else Catalog(locale=language.code.replace("-", "_"), header_comment="")
    )


def forms_of(message: Message) -> tuple[str, ...]:
    """How it is translated: one text, or as many as the language has for numbers; empty ones where it is not."""
    return tuple(message.string or ()) if message.pluralizable else (str(message.string or ""),)


def message_key(message: Message) -> Any:
    """What Babel finds a message by."""
    source = message.id[0] if message.pluralizable else message.id
    return source if message.context is None else (source, message.context)


def _message(message: PoMessage) -> Message:
    comments, plural, previous = message.comments, message.plural, message.previous
    return Message(
        message.source if plural is None else (message.source, plural),
        message.forms[0] if plural is None else message.forms,
        locations=[(path, 0) for c in comments if c.startswith("#:") for path in c[2:].split()],
        flags=[flag.strip() for c in comments if c.startswith("#,") for flag in c[2:].split(",")],
        auto_comments=[c[2:].strip() for c in comments if c.startswith("#.")],
        user_comments=[c[1:].strip() for c in comments if c[:2] not in ("#:", "#,", "#.")],
        previous_id=[previous[word] for word in ("msgid", "msgid_plural") if word in previous],
        lineno=message.line,
        context=message.context,
    )
