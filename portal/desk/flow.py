"""Before anything is written she sees what will change; then it is published or proposed, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from common.localisation.marked import marked as _
from desk import drafts, previews
from desk.command import Answered, NoAnswer, NotSetUp
from desk.filled import CAME_BACK, is_wrong, objections
from desk.forms import HowForm
from desk.models import Draft, Stage
from people.access import members, person_of
from web.facts import facts
from web.failures import written_text
from web.files import first_file
from web.page import page
from web.reader import PortalReader, reader_of
from web.telling import tell

_DONE: dict[str, str] = {
    Stage.PUBLISHED: _("Klart!"),
    Stage.PROPOSED: _("Tack för ditt förslag!"),
    Stage.PUBLISHING: _("Vi publicerar …"),
}
_SOON = "3"  # seconds until the page looks again


def desk(view: Callable[Concatenate[HttpRequest, ...], HttpResponseBase]) -> Any:
    """For who is signed in. Where the project does not answer she is told so, and what she wrote is kept."""

    @wraps(view)
    def guarded(request: HttpRequest, language: str, **named: Any) -> HttpResponseBase:
        try:
            return view(request, language, **named)
        except (NotSetUp, NoAnswer) as error:
            return _stopped(request, reader_of(language), named.get("key", ""), isinstance(error, NotSetUp))

    return members(guarded)


@require_safe
@desk
def look(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """What will change, in words and in pages; or back to the form with what is wrong."""
    reader, draft = reader_of(language), drafts.draft_of(person_of(request), key)
    if draft.state not in (Stage.DRAFT, Stage.REFUSED):
        return HttpResponseRedirect(reader.url("desk:done", key=key))
    said = drafts.looked_over(draft, language)
    choices = (said.get("refused") or {}).get("choices", [])
    if is_wrong(said) and draft.form and not choices:
        return HttpResponseRedirect(_form_of(draft))
    return page(
        request,
        reader,
        "desk/look.html",
        reader.plain(_("Så här blir det")),
        422 if is_wrong(said) else 200,
        draft=facts(draft, "key"),
        may_publish=drafts.may_be_published_by(draft.person, draft),
        form=_form_of(draft) if draft.form else "",
        sentences=said.get("sentences", []),
        pages=_pages(said, reader, key),
        wrong_with=[(one.about, one.message) for one in objections(said, draft.order, reader)],
        choices=[(one["id"], one["text"]) for one in choices],
        lines=[(path, "\n".join(lines)) for path, lines in (said.get("lines") or {}).items()],
    )


@require_http_methods(["POST"])
@desk
def send(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """`do`: publish or propose it, drop it, or choose between her words and somebody else's."""
    reader, person = reader_of(language), person_of(request)
    draft, typed = drafts.draft_of(person, key), HowForm(request.POST).typed
    match typed["do"]:
        case "drop":
            drafts.drop_draft(draft)
            tell(request, _("Borttaget. Inget är ändrat."))
            return HttpResponseRedirect(reader.url("desk:home"))
        case "choose":
            drafts.choose(draft, typed["choice"])
            return HttpResponseRedirect(reader.url("desk:look", key=key))
        case "publish" if not drafts.may_be_published_by(person, draft):
            raise PermissionDenied
        case "publish" | "propose":
            drafts.send_on(draft, language, typed["do"] == "publish", now())
            draft.refresh_from_db(fields=["key"])
            return HttpResponseRedirect(reader.url("desk:done", key=draft.key))
    raise Http404


@require_safe
@desk
def done(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """What came of it; as long as nothing has, the page looks again by itself."""
    reader, draft = reader_of(language), drafts.draft_of(person_of(request), key)
    if draft.state in (Stage.DRAFT, Stage.REFUSED):
        return HttpResponseRedirect(reader.url("desk:look", key=key))
    said = draft.answer or {}
    response = page(
        request,
        reader,
        "desk/done.html",
        reader.plain(_DONE[draft.state]),
        draft=facts(draft, "key", "state"),
        may_publish=drafts.may_be_published_by(draft.person, draft),
        is_overdue=drafts.is_overdue(draft, now()),
        heading=_DONE[draft.state],
        sentences=said.get("sentences", []),
        pages=_pages(said, reader),
        commit=said.get("published", ""),
        undo_key=drafts.new_draft_key(),
        proposal=said.get("proposed", ""),
    )
    if draft.state == Stage.PUBLISHING:
        response.headers["Refresh"] = _SOON
    return response


@require_safe
@desk
def preview(request: HttpRequest, language: str, key: str, readers: str, path: str = "") -> HttpResponseBase:
    """A page as it would be; what stays as it was comes from the site. Nothing in it runs, whatever stands in it."""
    reader, draft = reader_of(language), drafts.draft_of(person_of(request), key)
    name = (draft.answer or {}).get("preview", "")
    if not name or readers not in previews.PREVIEWED:
        raise Http404
    back = reader.plain(_("Så här blir sidan. Gå tillbaka"))
    return first_file(previews.sites_of(key, name, readers), path, (reader.url("desk:look", key=key), back))


def _stopped(request: HttpRequest, reader: PortalReader, key: str, is_missing: bool) -> HttpResponse:
    """What she wrote is kept, and can be tried again."""
    title = reader.plain(_("Det gick inte just nu"))
    text = "" if key else written_text(request, reader)
    return page(request, reader, "desk/stopped.html", title, 503, key=key, is_missing=is_missing, text=text)


def _form_of(draft: Draft) -> str:
    return f"{draft.form['path']}?{CAME_BACK}={draft.key}"


def _pages(said: Answered, reader: PortalReader, key: str = "") -> list[dict[str, Any]]:
    """With their addresses: of the draft's preview where a `key` is given, else of the site."""
    end = f" · {reader.site.title}"
    return [
        {"title": str(one["title"]).removesuffix(end), "members": one["members"], "url": _url(one, reader, key)}
        for one in said.get("pages", ())
    ]


def _url(one: Mapping[str, Any], reader: PortalReader, key: str) -> str:
    if not key:
        return reader.site_file(one["address"], one["members"])
    return reader.url("desk:preview", key=key, readers="medlem" if one["members"] else "alla", path=one["address"])
