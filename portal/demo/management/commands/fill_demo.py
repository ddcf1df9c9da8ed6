"""Fills an empty demo with invented people, and what they asked, answered and told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management import BaseCommand
from django.utils.timezone import localdate, now

from board.answers import answer_request, decide
from board.help_requests import HelpRequest
from board.models import CAN, CONFIRMED
from people.models import COORDINATOR, MEMBER, TRANSLATE, App, Person
from published.current import published
from published.reading import Published
from questions.codes import code_of
from questions.models import Question
from questions.opening import question_of
from questions.threads import answer_question, take
from submissions.filled_form import FilledForm, new_send_id
from submissions.store import store
from web.reader import PortalReader

_QUESTIONS = (
    ("sv", "Påhittad fråga: Kan jag ta med min syster till caféet?"),
    ("ar", "سؤال من نسج الخيال: كيف أجد روضة لطفلي؟"),
    ("so", "Su'aal male-awaal ah: Sidee baan u bartaa Iswiidhishka?"),
)
_ANSWER = "Påhittat svar: Ja, alla är välkomna!"


class Command(BaseCommand):
    help = "Fills an empty demo with invented people (make demo)"

    def handle(self, *_: Any, **__: Any) -> None:
        site = published()
        coordinator = _person(site, "Karin (påhittad)", COORDINATOR, ["sv"])
        App.objects.create(user=coordinator, confirmed=True, name="app")
        amina, hodan = (
            _person(site, name, MEMBER, languages)
            for name, languages in (("Amina (påhittad)", ["ar", "sv"]), ("Hodan (påhittad)", ["so", "sv"]))
        )
        _person(site, "Olena (påhittad)", MEMBER, ["uk", "sv"], rights=[TRANSLATE])
        for language, text in _QUESTIONS:
            _ask(site, language, text)
        _answer_one(amina)
        _answer_requests(site, amina, hodan)


def _person(site: Published, name: str, role: str, languages: list[str], **more: Any) -> Person:
    joined = site.today(localdate()) - timedelta(days=90)
    return Person.objects.create_member(name, joined, role, languages=languages, **more)


def _ask(site: Published, language: str, text: str) -> None:
    form = next((form for form in site.forms.values() if form["handling"] == "question"), None)
    if form is None or language not in site.languages:
        return
    names = {field["role"]: field["name"] for field in form["fields"]}
    answers = {names["text"]: text, names["language"]: language}
    filled = FilledForm(PortalReader(site, language), form, send_id=new_send_id())
    submission = filled.submission(answers, now(), None)
    store([submission, question_of(submission, form, code_of(submission.key))])


def _answer_one(member: Person) -> None:
    question = Question.objects.filter(language="sv").first()
    if question and take(question, member):
        answer_question(question, member, _ANSWER, new_send_id(), now())


def _answer_requests(site: Published, *members: Person) -> None:
    """All who speak the language say yes to all; the first one goes where it is over, and may tell how it was."""
    moment = site.moment(now())
    for help_request in map(HelpRequest, site.requests.values()):
        fitting = [
            member for member in members if help_request.fits(member.languages) and not help_request.is_cancelled
        ]
        for member in fitting:
            answer_request(help_request, member, CAN, now())
        if fitting and help_request.has_begun(moment):
            decide(help_request, fitting[0], CONFIRMED, now())
