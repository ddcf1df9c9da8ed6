"""Texts and their translations into one language: what waits is read, put right or found right, ten at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_safe

from common.localisation.locales import SOURCE
from common.localisation.marked import marked as _
from desk import command
from desk.beside import record_at
from desk.filled import Filled, filled, keep
from desk.flow import desk
from desk.forms import WrittenForm
from published.current import known
from web.forms import Typed
from web.numbers import row_number
from web.page import page
from web.reader import PortalReader, reader_of
from web.typed_text import long_text

# What waits, in the order in which it should be done; and what it is called.
WAITING = {
    "missing": _("Saknas"),
    "outdated": _("Svenskan är ändrad"),
    "unreviewed": _("Ingen har läst"),
    "reviewed": _("Läst och rätt"),
}
_MOST_TEXTS = 50  # of one page
_FORM, _RIGHT = "form", "ratt"


class TranslationForm(WrittenForm):
    """Where in the list the page stands; the texts themselves are read by `written_texts`."""

    visa = Typed()
    fran = Typed()
    count = Typed()


@dataclass(frozen=True)
class WaitingText:
    """As the command tells of it (`facts`), at its `place` in the page; `forms` are what stands in the fields."""

    place: int
    facts: Mapping[str, Any]
    forms: list[str]
    is_right: bool

    @property
    def name(self) -> str:
        """Begins the names of its controls."""
        return f"t.{self.place}"

    @property
    def seen(self) -> str:
        return json.dumps([self.facts["text"], self.facts["context"], self.facts["forms"]], ensure_ascii=False)

    @property
    def stands_in(self) -> str:
        """The name of the first record that it stands in, "" where it is none."""
        found = (record_at(path, known()) for path in self.facts["places"])
        return next((str(record["title"]) for record in found if record), "")


@require_safe
@desk
def translated_languages(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    codes = [code for code in reader.site.languages if code != SOURCE]
    return page(request, reader, "desk/languages.html", reader.plain(_("Översätt")), codes=codes)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def translation_page(request: HttpRequest, language: str, into: str) -> HttpResponse:
    reader = reader_of(language)
    if into not in reader.site.languages or into == SOURCE:
        raise Http404(into)
    if request.method != "POST":
        start = {name: [request.GET.get(name, "")] for name in ("visa", "fran")}
        return _texts(request, reader, into, filled(request, reader, start, {}))
    form = TranslationForm(request.POST)
    texts = list(written_texts(form.sent))
    if not texts:
        nothing = [("", reader.plain(_("Du har inte ändrat något.")))]
        return _texts(request, reader, into, Filled(form.typed["key"], form.values, above=nothing))
    return keep(request, reader, form, {"do": "translate", "into": into, "texts": texts})


def written_texts(sent: QueryDict) -> Iterator[dict[str, Any]]:
    """Those that she has put right, or found right, as an order says them."""
    for place in range(min(row_number(sent.get("count") or ""), _MOST_TEXTS)):
        name = f"t.{place}"
        text, context, was = _as_it_was(sent.get(f"{name}.seen") or "")
        forms = [long_text(sent.get(f"{name}.{_FORM}.{number}") or "") for number in range(len(was))]
        is_other = forms != [long_text(one) for one in was]
        if any(forms) and (is_other or f"{name}.{_RIGHT}" in sent):
            said = {"text": text, "forms": forms if is_other else was, "was": was, "reviewed": "yes"}
            yield {**said, "context": context} if context else said


def _as_it_was(kept: str) -> tuple[str, str, list[str]]:
    """Text, context and forms that the page kept of what she saw; no forms for anything else."""
    try:
        text, context, was = json.loads(kept)
    except (ValueError, TypeError, RecursionError):
        return "", "", []
    is_kept = isinstance(text, str) and isinstance(was, list) and all(isinstance(form, str) for form in was)
    return (text, context if isinstance(context, str) else "", was) if is_kept else ("", "", [])


def _texts(request: HttpRequest, reader: PortalReader, into: str, form: Filled) -> HttpResponse:
    shown = form.value("visa") if form.value("visa") in WAITING else ""
    first = row_number(form.value("fran"))
    said = command.ask_project("texts", reader.language, into=into, filter=shown or "all", **{"from": str(first)})
    if "texts" not in said:
        raise Http404(into)
    texts = [_waiting(place, facts, form) for place, facts in enumerate(said["texts"])]
    return page(
        request,
        reader,
        "desk/translate.html",
        reader.plain(_("Översätt")),
        422 if form.above else 200,
        into=into,
        direction=reader.site.languages[into]["direction"],
        filled=form,
        texts=texts,
        waiting=WAITING,
        counts=said["counts"],
        shown=shown,
        first=first,
        following=first + len(texts) if first + len(texts) < said["total"] else None,
    )


def _waiting(place: int, facts: Mapping[str, Any], form: Filled) -> WaitingText:
    """With what she typed, where she comes back to it."""
    name = f"t.{place}"
    count = max(len(facts["forms"]), 1)
    seen = {**facts, "forms": [*facts["forms"], *[""] * (count - len(facts["forms"]))]}
    typed = [form.value(f"{name}.{_FORM}.{number}") for number in range(count)]
    forms = typed if f"{name}.{_FORM}.0" in form.values else seen["forms"]
    return WaitingText(place, seen, forms, f"{name}.{_RIGHT}" in form.values)
