"""What waits for somebody who publishes: read, talked about, published, given back, or taken back by who wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from common.localisation.marked import marked as _
from desk import authors, command, drafts
from desk.filled import CAME_BACK
from desk.flow import desk
from desk.forms import RemarkForm
from desk.models import Draft
from people.access import person_of
from people.models import Person
from web.page import page
from web.reader import PortalReader, reader_of
from web.telling import tell

_REMARKS = {"comment": _("Skickat."), "give-back": _("Skickat tillbaka."), "withdraw": _("Borttaget. Inget är ändrat.")}
_FOR_PUBLISHERS = {"give-back", "accept"}


@require_safe
@desk
def proposals(request: HttpRequest, language: str) -> HttpResponse:
    """All of them for who publishes, her own for everybody else."""
    reader, person = reader_of(language), person_of(request)
    rows = [_summary(one) for one in _waiting(person, language)]
    return page(request, reader, "desk/proposals.html", reader.plain(_("Förslag")), rows=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def proposal(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """POST: `do` – accept leads to how it will look; comment, give-back and withdraw are done at once."""
    reader, person = reader_of(language), person_of(request)
    if request.method == "POST":
        return _do(request, reader, person, key)
    return _page(request, reader, _one(person, language, key))


def _do(request: HttpRequest, reader: PortalReader, person: Person, key: str) -> HttpResponse:
    typed = RemarkForm(request.POST).typed
    do = typed["do"]
    if do in _FOR_PUBLISHERS and not person.may_publish:
        raise PermissionDenied
    if do == "accept":
        mine = drafts.begin_draft(person, {"do": do, "proposal": key}, now(), typed["key"])
        return HttpResponseRedirect(reader.url("desk:look", key=mine))
    if do not in _REMARKS:
        raise Http404
    if do != "withdraw" and not typed["text"]:
        return _page(
            request, reader, _one(person, reader.language, key), 422, reader.plain(_("Skriv vad du vill säga."))
        )
    order = {"do": do, "proposal": key, **({"text": typed["text"]} if typed["text"] else {})}
    how = "--publish-as" if do == "give-back" else "--propose-as"
    under = typed["key"] if drafts.is_key(typed["key"]) else drafts.new_draft_key()
    said = command.order_project(order, reader.language, how, drafts.author_of(person), "--key", under)
    if "refused" in said:
        return _page(request, reader, _one(person, reader.language, key), 409, str(said["refused"]["message"]))
    tell(request, _REMARKS[do])
    return HttpResponseRedirect(reader.url("desk:proposals"))


def _page(
    request: HttpRequest, reader: PortalReader, one: Mapping[str, Any], status: int = 200, wrong: str = ""
) -> HttpResponse:
    person = person_of(request)
    mine = Draft.objects.filter(key=one["key"], person=person).first()
    shown = {
        **_summary(one),
        "comments": [_comment(comment) for comment in one.get("comments", [])],
        "refused": (one.get("refused") or {}).get("message", ""),
        "is_hers": authors.is_by(one.get("author"), person),
        "form": f"{mine.form['path']}?{CAME_BACK}={mine.key}" if mine and mine.form else "",
    }
    typed = RemarkForm(request.POST).typed["text"] if request.method == "POST" else ""
    title = reader.plain(_("Förslag"))
    facts = {"one": shown, "wrong": wrong, "typed": typed, "form_key": drafts.new_draft_key()}
    return page(request, reader, "desk/proposal.html", title, status, **facts)


def _waiting(person: Person, language: str) -> list[Mapping[str, Any]]:
    found = command.ask_project("proposals", language).get("proposals", [])
    return [one for one in found if person.may_publish or authors.is_by(one.get("author"), person)]


def _one(person: Person, language: str, key: str) -> Mapping[str, Any]:
    """Raises Http404, also for what others have proposed."""
    found = next((one for one in _waiting(person, language) if one["key"] == key), None)
    if found is None:
        raise Http404
    return found


def _summary(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": one["key"],
        "sentences": one.get("sentences", []),
        "state": one.get("state", "open"),
        "who": authors.name_of(one.get("author")),
        "when": authors.moment_of(one["when"]),
    }


def _comment(comment: Mapping[str, Any]) -> dict[str, Any]:
    who, when = authors.name_of(comment.get("author")), authors.moment_of(comment["when"])
    return {"who": who, "when": when, "text": comment["text"]}
