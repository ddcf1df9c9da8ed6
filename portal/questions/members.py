"""Questions for members: who speaks the language takes one and answers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now as clock
from django.views.decorators.http import require_http_methods, require_safe

from common.localisation.marked import marked as _
from common.localisation.text import Text
from people.access import members, person_of
from people.models import Person
from questions import messages, threads
from questions.forms import StepForm
from questions.models import QUESTION_OPEN, Question
from questions.reach import by_topic
from submissions.filled_form import new_send_id
from trail.deeds import RELEASED, note
from web.facts import Listing, facts, listing
from web.page import page
from web.reader import PortalReader, reader_of
from web.sentences import TOO_LONG
from web.telling import tell

_ON_A_PAGE = 20
_SHOWN = ("pk", "language", "topic", "state", "opened", "handed_to")  # of a question
_TITLE = _("Frågor")
_TOO_LATE = _("En annan %(mamma_kort)s har tagit den frågan.")
_WRITE = _("Skriv ett svar.")
_CHOOSE = _("Välj något här.")
_MORE = _("Den som frågar har skrivit mer. Läs det först.")
_NOT_TAKEN = _("Ingen har frågan nu.")


@require_safe
@members
def question_list(request: HttpRequest, language: str) -> HttpResponse:
    """Hers first, then open ones in her languages, then how many there are in others. No names."""
    reader, person = reader_of(language), person_of(request)
    free = _questions().filter(state=QUESTION_OPEN, taken_by=None)
    hers = _questions().filter(taken_by=person).order_by("state", "-opened")
    readable = free if person.is_coordinator else free.filter(language__in=person.languages)
    unread = free.exclude(pk__in=readable.values("pk"))

    def listed(questions: QuerySet[Question], name: str) -> Listing[dict[str, Any]]:
        return listing(questions, _ON_A_PAGE, request.GET.get(name), lambda question: _row(question, reader))

    return page(
        request,
        reader,
        "questions/questions.html",
        reader.plain(_TITLE),
        hers=listed(hers, "mina"),
        free=listed(by_topic(readable, person), "sida"),
        others=list(unread.order_by("language").values_list("language").annotate(Count("pk"))),
        taken=listed(_with_others(person), "tagna"),
    )


def _row(question: Question, reader: PortalReader) -> dict[str, Any]:
    return {**facts(question, *_SHOWN), "asked": threads.asked(question, reader.site), "whose": _name(question)}


def _name(question: Question) -> str:
    """Of the member who has it, "" for nobody."""
    return question.taken_by.name if question.taken_by else ""


def _with_others(person: Person) -> QuerySet[Question]:
    """What members have taken, for a coordinator: it does not vanish from her."""
    taken = _questions().exclude(taken_by=None).exclude(taken_by=person)
    questions = taken if person.is_coordinator else Question.objects.none()
    return questions.order_by("-state", "opened")


@require_http_methods(["GET", "HEAD", "POST"])
@members
def question_page(request: HttpRequest, language: str, key: str) -> HttpResponse:
    reader, person = reader_of(language), person_of(request)
    question = _questions().filter(pk=key).first()
    if question is None or not (_speaks(person, question) or question.taken_by_id == person.pk):
        raise Http404
    if question.taken_by_id not in (None, person.pk) and not person.is_coordinator:
        return page(request, reader, "questions/taken.html", reader.plain(_TITLE), 409)
    if request.method != "POST":
        return _page(request, reader, question)
    step = StepForm(request.POST)
    fault = _do(step, reader, question, person)
    if fault:
        question.refresh_from_db()
        return _page(request, reader, question, fault, step.typed["text"])
    tell(request, _SAID[step.typed["do"]])
    is_still_hers = _questions().filter(pk=key, taken_by=person).exists()
    return HttpResponseRedirect(
        reader.url("questions:question", key=key) if is_still_hers else reader.url("questions:list")
    )


def _do(step: StepForm, reader: PortalReader, question: Question, person: Person) -> Text | None:
    """What she pressed. Returns what stands in the way."""
    action = _ACTIONS.get(step.typed["do"])
    if action is None:
        raise Http404
    return action(step, reader, question, person)


_SAID = {
    "take": _("Du har tagit frågan. Svara när du kan."),
    "give-back": _("Frågan är tillbaka. Nu kan en annan %(mamma_kort)s ta den."),
    "close": _("Frågan är klar."),
    "release": _("Frågan är tillbaka. Nu kan en annan %(mamma_kort)s ta den."),
    "answer": _("Ditt svar är skickat."),
    "contact": _("Den som frågar ser nu vem som kan hjälpa."),
    "colleague": _("Frågan är lämnad till en annan %(mamma_kort)s."),
}
Action = Callable[[StepForm, PortalReader, Question, Person], Text | None]


def _simply(change: Callable[[Question, Person], bool]) -> Action:
    def action(_step: StepForm, reader: PortalReader, question: Question, person: Person) -> Text | None:
        return None if change(question, person) else reader(_TOO_LATE)

    return action


def _close(step: StepForm, reader: PortalReader, question: Question, person: Person) -> Text | None:
    if threads.close_question(question, person, step.typed["seen"] if "seen" in step.data else None):
        return None
    is_hers = _questions().filter(pk=question.pk, taken_by=person).exists()
    return reader(_MORE) if is_hers else reader(_TOO_LATE)


def _release(_step: StepForm, reader: PortalReader, question: Question, person: Person) -> Text | None:
    if not person.is_coordinator:
        raise Http404
    with transaction.atomic():
        had_it = threads.release(question)
        if had_it is None:
            return reader(_NOT_TAKEN)
        note(person, RELEASED, clock(), had_it)
    return None


def _answer(step: StepForm, reader: PortalReader, question: Question, person: Person) -> Text | None:
    text = messages.message_text(step.typed["text"])
    if not text:
        return reader(_WRITE) if text == "" else reader.ngettext(*TOO_LONG, messages.LONGEST)
    try:
        is_done = threads.answer_question(question, person, text, step.typed["send_id"], clock())
    except messages.Full as full:
        return reader(str(full))
    return None if is_done else reader(_TOO_LATE)


def _to_contact(step: StepForm, reader: PortalReader, question: Question, person: Person) -> Text | None:
    contact = step.typed["contact"]
    if contact not in reader.site.contacts:
        return reader(_CHOOSE)
    return None if threads.hand_to_contact(question, person, contact) else reader(_TOO_LATE)


def _to_colleague(step: StepForm, reader: PortalReader, question: Question, person: Person) -> Text | None:
    chosen = step.typed["colleague"]
    found = [other for other in threads.others_who_can(question, person) if str(other.pk) == chosen]
    if not found:
        return reader(_CHOOSE)
    return None if threads.hand_to_colleague(question, person, found[0]) else reader(_TOO_LATE)


_ACTIONS: dict[str, Action] = {
    "take": _simply(threads.take),
    "give-back": _simply(threads.give_back),
    "close": _close,
    "release": _release,
    "answer": _answer,
    "contact": _to_contact,
    "colleague": _to_colleague,
}


def _page(
    request: HttpRequest, reader: PortalReader, question: Question, fault: Text | None = None, text: str = ""
) -> HttpResponse:
    person = person_of(request)
    is_hers = question.taken_by_id == person.pk
    about: list[Any] = threads.about_asker(question, reader.site) if is_hers or person.is_coordinator else []
    return page(
        request,
        reader,
        "questions/question.html",
        reader.plain(_TITLE),
        409 if fault else 200,
        question=facts(question, *_SHOWN),
        is_free=question.taken_by_id is None,
        is_hers=is_hers,
        asked=threads.asked(question, reader.site),
        about=about,
        messages=messages.latest_messages(question, request.GET.get("sida")),
        taken_by=_name(question) if person.is_coordinator and not is_hers else "",
        colleagues=[facts(one, "pk", "name") for one in threads.others_who_can(question, person)] if is_hers else [],
        send_id=new_send_id(),
        fault=fault,
        text=text,
    )


def _questions() -> QuerySet[Question]:
    return Question.objects.select_related("submission", "taken_by")


def _speaks(person: Person, question: Question) -> bool:
    return person.is_coordinator or question.language in person.languages
