"""The page of whoever asked: her code opens her question. Nothing of it is in the address, and there is no cookie."""

from __future__ import annotations

import hmac
import time

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now as clock
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from at_rest.sweep import sweep
from common.localisation.marked import marked as _
from questions import messages, threads
from questions.codes import LENGTH, canonical_code, code_digest
from questions.forms import AskerForm
from questions.models import Question
from questions.reach import languages_spoken
from submissions.filled_form import new_send_id
from web.facts import facts
from web.failures import log_unavailable
from web.page import page
from web.reader import PortalReader, reader_of
from web.sentences import TOO_LONG
from web.throttle import Throttle, sender

WRONG_CODES = Throttle(limit=10, seconds=900)
_KINDS = {200: "fill", 422: "wrong", 429: "slow", 503: "away"}
_TITLE = _("Läs svaret")
_NOTHING = _("Skriv något här.")


@csrf_exempt  # the code itself says that she wants it
@require_http_methods(["GET", "HEAD", "POST"])
def asker_page(request: HttpRequest, language: str) -> HttpResponse:
    """200 with her question; 422, 429, 503 with what she typed."""
    reader = reader_of(language)
    if request.method != "POST":
        return _code_page(request, reader)
    try:
        return _answer(request, reader, AskerForm(request.POST).typed["code"])
    except DatabaseError as error:
        log_unavailable(error)
        request.user = AnonymousUser()  # the database is not asked again
        return _code_page(request, reader, 503)


def _answer(request: HttpRequest, reader: PortalReader, typed: str) -> HttpResponse:
    question = _question_of(typed)
    if question is None:
        return _wrong_code(request, reader)
    form = AskerForm(request.POST)
    if form.has("delete"):
        return _delete(request, reader, question, typed)
    if form.has("text"):
        return _ask_on(request, reader, question)
    return _thread(request, reader, question)


def _wrong_code(request: HttpRequest, reader: PortalReader) -> HttpResponse:
    """Only wrong ones are counted: whoever guesses in a café keeps nobody there from her answer."""
    wait = WRONG_CODES.wait(sender(request), time.monotonic())
    return _code_page(request, reader, 429, minutes=-(-wait // 60)) if wait else _code_page(request, reader, 422)


def _question_of(typed: str) -> Question | None:
    """The digest's key is the portal's secret: how long the database looks says nothing about a code."""
    if len(canonical_code(typed)) != LENGTH:
        return None
    digest = code_digest(typed)
    question = Question.objects.select_related("submission").filter(code=digest).first()
    return question if question and hmac.compare_digest(question.code, digest) else None


def _ask_on(request: HttpRequest, reader: PortalReader, question: Question) -> HttpResponse:
    sent = AskerForm(request.POST).typed
    raw = sent["text"]
    text = messages.message_text(raw)
    if not text:
        fault = reader(_NOTHING) if text == "" else reader.ngettext(*TOO_LONG, messages.LONGEST)
        return _thread(request, reader, question, 422, text=raw, fault=fault)
    try:
        threads.ask_on(question, text, sent["send_id"], clock())
    except messages.Full as full:
        return _thread(request, reader, question, 409, text=raw, fault=reader(str(full)))
    question.refresh_from_db()
    return _thread(request, reader, question, is_sent=True)


def _delete(request: HttpRequest, reader: PortalReader, question: Question, typed: str) -> HttpResponse:
    """Pressed once it asks whether she is sure."""
    if AskerForm(request.POST).typed["delete"] != "sure":
        return page(request, reader, "questions/delete.html", reader.plain(_TITLE), code=typed)
    question.submission.delete()
    return page(request, reader, "questions/deleted.html", reader.plain(_TITLE), is_swept=sweep())


def _code_page(request: HttpRequest, reader: PortalReader, status: int = 200, minutes: int = 0) -> HttpResponse:
    """What she typed and wrote stands in it again. Sent once more, it is the same message (`send_id`)."""
    sent = AskerForm(request.POST).typed
    shown = {"code": sent["code"][:40], "text": sent["text"], "send_id": sent["send_id"]}
    shown |= {"kind": _KINDS[status], "minutes": minutes}
    return page(request, reader, "questions/code.html", reader.plain(_TITLE), status, **shown)


def _thread(
    request: HttpRequest, reader: PortalReader, question: Question, status: int = 200, **told: object
) -> HttpResponse:
    """`told`: `is_sent`, or the `text` that could not be sent and the `fault` in it."""
    sent = AskerForm(request.POST).typed
    shown = {
        "question": facts(question, "state", "opened"),
        "code": sent["code"],
        "asked": threads.asked(question, reader.site),
        "messages": messages.latest_messages(question, sent["sida"]),
        "is_readable": question.language in languages_spoken(),
        "contact": reader.site.contacts.get(question.handed_to),
        "send_id": new_send_id(),
    }
    unsaid = {"text": "", "fault": "", "is_sent": False}
    return page(request, reader, "questions/answer.html", reader.plain(_TITLE), status, **shown, **{**unsaid, **told})
