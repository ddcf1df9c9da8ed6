"""Search entries of light pages, and one index for each language out of the single one MkDocs writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import escape

from brygga.load.languages import Language
from brygga.view.reader import Reader

# The one "language" of the index, whatever the reader's: overrides/assets/javascripts/lunr/min/lunr.folding.min.js says
# which letters are the same. No stemmer: the theme sends unstemmed prefix queries, and with a stemmed index even an
# exact Arabic word finds nothing.
SEARCHED = ("folding",)
_FOLDING = {"lang": SEARCHED, "pipeline": []}

SearchEntry = Mapping[str, Any]


def contact_entries(reader: Reader) -> list[SearchEntry]:
    """The contacts: name, what they are for and when to call. The theme shows sections only below their page."""
    entries = [_entry("kontakt/", reader.translate("Hjälp: vem kan jag ringa?"), "")]
    for contact in reader.ordered("contacts"):
        texts = [
            contact["what"],
            contact["summary"],
            *contact["situations"],
            contact["phone"] or "",
            contact["advice"],
            contact["internal"],
        ]
        text = " ".join(str(text) for text in texts if text)
        entries.append(_entry(f"kontakt/#{contact.id}", contact["title"], text))
    return entries


def split_index(index: str, languages: Iterable[Language], extra: Mapping[str, list[SearchEntry]]) -> dict[str, str]:
    """{path: JSON}: the entries of each language with addresses from its own root, and `extra` ones by language."""
    merged = json.loads(index)
    prefixes = {language.code: language.prefix for language in languages if language.prefix}
    indexes = {}
    for language in languages:
        own = [entry for entry in merged["docs"] if _language_prefix(entry, prefixes.values()) == language.prefix]
        docs = [{**entry, "location": entry["location"].removeprefix(language.prefix)} for entry in own]
        indexes[f"{language.prefix}search/search_index.json"] = json.dumps(
            {"config": {**merged["config"], **_FOLDING}, "docs": [*docs, *extra[language.code]]},
            ensure_ascii=False,
            separators=(",", ":"),
        )
    return indexes


def _entry(location: str, title: object, text: str) -> SearchEntry:
    return {"location": location, "title": str(escape(str(title))), "text": str(escape(text))}


def _language_prefix(entry: SearchEntry, prefixes: Iterable[str]) -> str:
    return next((prefix for prefix in prefixes if entry["location"].startswith(prefix)), "")
