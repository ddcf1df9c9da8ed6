"""Questions for members: who speaks the language takes one and answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now as clock
from django.views.decorators.http import require_http_methods

from localisation.text import Text
from people.access import members, person_of
from people.models import Person
from questions import messages, threads
from questions.models import OPEN, Question
from submissions.sheet import new_once
from web.page import page
from web.reader import Reader, reader_of
from web.sentences import TOO_LONG
from web.words import marked as _

_ON_A_PAGE = 20
_TITLE = _("Frågor")
_TOO_LATE = _("En annan mamma har tagit den frågan.")
_WRITE = _("Skriv ett svar.")
_CHOOSE = _("Välj något här.")


@members
@require_http_methods(["GET", "HEAD"])
def question_list(request: HttpRequest, language: str) -> HttpResponse:
    """Hers first, then open ones in her languages, then how many there are in others. No names."""
    reader, person = reader_of(language), person_of(request)
    free = list(_questions().filter(state=OPEN, taken_by=None).order_by("opened"))
    hers = Paginator(_questions().filter(taken_by=person).order_by("state", "-opened"), _ON_A_PAGE)
    own_languages = Paginator([question for question in free if _speaks(person, question)], _ON_A_PAGE)
    others = Counter(question.language for question in free if not _speaks(person, question))
    return page(
        request,
        reader,
        "questions.html",
        reader.plain(_TITLE),
        hers=hers.get_page(request.GET.get("mina")),
        free=own_languages.get_page(request.GET.get("sida")),
        others=sorted(others.items()),
        asked=lambda question: threads.asked(question, reader.site),
    )


@members
@require_http_methods(["GET", "HEAD", "POST"])
def question_page(request: HttpRequest, language: str, key: str) -> HttpResponse:
    reader, person = reader_of(language), person_of(request)
    question = _questions().filter(pk=key).first()
    if question is None or not (_speaks(person, question) or question.taken_by_id == person.pk):
        raise Http404
    if question.taken_by_id not in (None, person.pk) and not person.is_coordinator:
        return page(request, reader, "question-taken.html", reader.plain(_TITLE), 409)
    if request.method != "POST":
        return _page(request, reader, question)
    fault = _do(request, reader, question)
    if fault:
        question.refresh_from_db()
        return _page(request, reader, question, fault, request.POST.get("text", ""))
    is_still_hers = _questions().filter(pk=key, taken_by=person).exists()
    return HttpResponseRedirect(reader.address(f"fragor/{key}/" if is_still_hers else "fragor/"))


def _do(request: HttpRequest, reader: Reader, question: Question) -> Text | None:
    """What she pressed. Returns what stands in the way."""
    action = _ACTIONS.get(request.POST.get("do", ""))
    if action is None:
        raise Http404
    return action(request, reader, question, person_of(request))


Action = Callable[[HttpRequest, Reader, Question, Person], Text | None]


def _simply(change: Callable[[Question, Person], bool]) -> Action:
    def action(_request: HttpRequest, reader: Reader, question: Question, person: Person) -> Text | None:
        return None if change(question, person) else reader(_TOO_LATE)

    return action


def _answer(request: HttpRequest, reader: Reader, question: Question, person: Person) -> Text | None:
    text = messages.message_text(request.POST.get("text", ""))
    if not text:
        return reader(_WRITE) if text == "" else reader.ngettext(*TOO_LONG, messages.LONGEST)
    try:
        is_done = threads.answer(question, person, text, request.POST.get("once", ""), clock())
    except messages.Full as full:
        return reader(str(full))
    return None if is_done else reader(_TOO_LATE)


def _to_contact(request: HttpRequest, reader: Reader, question: Question, person: Person) -> Text | None:
    contact = request.POST.get("contact", "")
    if contact not in reader.site.contacts:
        return reader(_CHOOSE)
    return None if threads.hand_to_contact(question, person, contact) else reader(_TOO_LATE)


def _to_colleague(request: HttpRequest, reader: Reader, question: Question, person: Person) -> Text | None:
    chosen = request.POST.get("colleague", "")
    found = [other for other in threads.colleagues(question, person) if str(other.pk) == chosen]
    if not found:
        return reader(_CHOOSE)
    return None if threads.hand_to_colleague(question, person, found[0]) else reader(_TOO_LATE)


_ACTIONS: dict[str, Action] = {
    "take": _simply(threads.take),
    "give-back": _simply(threads.give_back),
    "close": _simply(threads.close),
    "answer": _answer,
    "contact": _to_contact,
    "colleague": _to_colleague,
}


def _page(
    request: HttpRequest, reader: Reader, question: Question, fault: Text | None = None, text: str = ""
) -> HttpResponse:
    person = person_of(request)
    is_hers = question.taken_by_id == person.pk
    about: list[Any] = threads.about_asker(question, reader.site) if is_hers or person.is_coordinator else []
    return page(
        request,
        reader,
        "question.html",
        reader.plain(_TITLE),
        409 if fault else 200,
        question=question,
        is_hers=is_hers,
        asked=threads.asked(question, reader.site),
        about=about,
        messages=messages.shown(question, request.GET.get("sida")),
        colleagues=threads.colleagues(question, person) if is_hers else [],
        once=new_once(),
        fault=fault,
        text=text,
    )


def _questions() -> QuerySet[Question]:
    return Question.objects.select_related("submission")


def _speaks(person: Person, question: Question) -> bool:
    return person.is_coordinator or question.language in person.languages
