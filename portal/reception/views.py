"""Forms: shown, checked, kept, thanked for."""

from __future__ import annotations

import time
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.timezone import now as clock
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from common.localisation.marked import marked as _
from common.localisation.text import Text
from people.access import person_of, to_sign_in
from people.models import Person
from published.reading import PublishedRow
from questions.codes import code_of
from questions.opening import question_of
from questions.reach import languages_spoken
from reception.thanks import thanks_page
from submissions.definition import checker
from submissions.filled_form import FilledForm, empty_form, filled_form
from submissions.store import store
from web.failures import log_unavailable
from web.page import page
from web.reader import PortalReader, reader_of
from web.signed_in import is_signed_in
from web.throttle import FairThrottle, Throttle, sender, telephone

# Forms that are kept. A whole café shares one address, and one evening there may send many questions; no telephone
# uses up what is there for all.
SENDERS = FairThrottle(limit=120, share=40, seconds=600)
MEMBERS_FORMS = Throttle(limit=120, seconds=600)
_WRONG = _("Fel:")  # before the title, so that it is heard first
_STATUS = {"fill": 200, "check": 200, "wrong": 422, "slow": 429, "away": 503}


@csrf_exempt  # residents have nothing that another site could use in their name; members' forms check it themselves
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: HttpRequest, language: str, form_id: str) -> HttpResponseBase:
    """200 with thanks, or with the form: empty, or to be looked over. 422, 429, 503: the form with what she wrote."""
    reader = reader_of(language)
    form = reader.site.forms.get(form_id)
    if form is None:
        raise Http404
    now = clock()
    try:
        return _answer(request, reader, form, now)
    except DatabaseError as error:
        if request.method != "POST":
            raise
        log_unavailable(error)
        request.user = AnonymousUser()  # the database is not asked again
        return _form_page(request, filled_form(reader, form, request.POST).again(now), "away")


def _answer(request: HttpRequest, reader: PortalReader, form: PublishedRow, now: datetime) -> HttpResponseBase:
    is_for_members = form["audience"] == "members"
    if is_for_members and not is_signed_in(request):
        return to_sign_in(reader.language)
    if request.method != "POST":
        return _form_page(request, empty_form(reader, form, now), "fill")
    return _receive(
        request, filled_form(reader, form, request.POST), person_of(request) if is_for_members else None, now
    )


def _receive(request: HttpRequest, filled: FilledForm, member: Person | None, now: datetime) -> HttpResponse:
    answers, errors = checker(filled.form).check(request.POST, filled.reader)
    if errors:
        return _form_page(request, filled.again(now), "wrong", errors)
    if not filled.is_ready(now) or (member and not _is_from_our_page(request)):
        return _form_page(request, filled.again(now), "check")
    if wait := _wait(request, member):
        return _slow(request, filled.again(now), wait)
    submission = filled.submission(answers, now, member)
    is_question = filled.form["handling"] == "question"
    code = code_of(submission.key) if is_question else ""
    question = question_of(submission, filled.form, code) if is_question else None
    store([submission, question] if question else [submission])
    is_readable = question is None or question.language in languages_spoken()
    return thanks_page(request, filled.reader, filled.form, code, is_readable)


def _wait(request: HttpRequest, member: Person | None) -> int:
    """A member's own forms do not wait for what others send from the same address."""
    if member:
        return MEMBERS_FORMS.wait(str(member.pk), time.monotonic())
    return SENDERS.wait(sender(request), telephone(request), time.monotonic())


def _is_from_our_page(request: HttpRequest) -> bool:
    """Django's own check of the hidden key. Who fails it is shown what was sent and asked to send it from here."""
    guard = CsrfViewMiddleware(lambda _request: HttpResponse())
    guard.process_request(request)
    return guard.process_view(request, _receive, (), {}) is None


def _form_page(
    request: HttpRequest, filled: FilledForm, kind: str, errors: dict[str, Text] | None = None, minutes: int = 0
) -> HttpResponse:
    values = {**filled.values, "send_id": filled.send_id}
    title = filled.reader.plain(filled.form["title"])
    return page(
        request,
        filled.reader,
        "reception/form.html",
        f"{filled.reader.plain(_WRONG)} {title}" if errors else title,
        _STATUS[kind],
        kind=kind,
        form=filled.form,
        values=values,
        opened=filled.opened,
        errors=errors or {},
        minutes=minutes,
        language_name=filled.reader.language_name,
    )


def _slow(request: HttpRequest, filled: FilledForm, wait: int) -> HttpResponse:
    response = _form_page(request, filled, "slow", minutes=-(-wait // 60))
    response.headers["Retry-After"] = str(wait)
    return response
