"""What came in, for coordinators: counts, tables, export, and taking one away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from at_rest.sweep import sweep
from common.localisation.marked import marked as _
from people.access import coordinators, person_of
from published.reading import PublishedRow
from submissions.export import form_head, form_rows
from submissions.models import Submission
from trail.deeds import DELETED, EXPORTED, note
from web.facts import facts, listing
from web.page import page
from web.reader import PortalReader, reader_of
from web.spreadsheet import file_response
from web.telling import tell

_TITLE = _("Svar från formulären")
_ON_A_PAGE = 50


@require_safe
@coordinators
def overview(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    return page(request, reader, "submissions/submissions.html", reader.plain(_TITLE), rows=_counts(reader))


def _counts(reader: PortalReader) -> list[tuple[str, int, datetime | None]]:
    """(form, how many, the latest) of every form, also of those that are no longer published."""
    found = Submission.objects.values_list("form").annotate(Count("pk"), Max("received")).order_by("form")
    counted = {form: (form, count, latest) for form, count, latest in found}
    ids = dict.fromkeys([*reader.site.forms, *counted])
    return [counted.get(form, (form, 0, None)) for form in ids]


@require_safe
@coordinators
def table(request: HttpRequest, language: str, form_id: str) -> HttpResponse:
    reader = reader_of(language)
    form = _form(reader, form_id)
    return page(
        request,
        reader,
        "submissions/table.html",
        reader.plain(form["title"]),
        form=form,
        submissions=listing(_of(form), _ON_A_PAGE, request.GET.get("sida"), _shown),
    )


def _shown(submission: Submission) -> dict[str, Any]:
    return facts(submission, "pk", "answers", "received", "due")


@require_safe
@coordinators
def export_answers(request: HttpRequest, language: str, form_id: str, kind: str) -> HttpResponseBase:
    """`kind`: csv or xlsx."""
    form = _form(reader_of(language), form_id)
    note(person_of(request), EXPORTED, now(), thing=form["id"])
    return file_response(form["id"], kind, form_head(form), form_rows(form, _of(form).iterator()))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def delete(request: HttpRequest, language: str, form_id: str, key: str) -> HttpResponse:
    """GET asks whether she is sure."""
    reader = reader_of(language)
    form = _form(reader, form_id)
    submission = _of(form).filter(pk=key).first()
    if submission is None:
        raise Http404
    if request.method == "POST":
        with transaction.atomic():
            submission.delete()
            note(person_of(request), DELETED, now(), thing=form["id"])
        sweep()
        tell(request, _("Svaret är borttaget."))
        return HttpResponseRedirect(reader.url("submissions:table", form_id=form["id"]))
    shown = {"form": form, "received": submission.received}
    return page(request, reader, "submissions/delete.html", reader.plain(_TITLE), **shown)


def _form(reader: PortalReader, form_id: str) -> PublishedRow:
    """One that is no longer published is shown by the answers that it left. Raises Http404."""
    form = reader.site.forms.get(form_id)
    if form is not None:
        return form
    names = {name for answers in Submission.objects.filter(form=form_id).values_list("answers") for name in answers[0]}
    if not names:
        raise Http404
    fields = [{"name": name, "title": name, "choices": []} for name in sorted(names)]
    return {"id": form_id, "title": form_id, "fields": fields}


def _of(form: PublishedRow) -> Any:
    return Submission.objects.filter(form=form["id"]).order_by("-received", "pk")
