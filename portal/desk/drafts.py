"""From what somebody wrote to what is published: each draft once, whatever is tapped twice or breaks on the way."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404

from desk import command, previews
from desk.authors import role_of
from desk.command import Answered, NoAnswer, NotSetUp
from desk.models import Draft, Stage
from people.models import Person
from web.moments import minute

Wanted = Mapping[str, Any]
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
DRAFTS_KEPT = timedelta(days=30)
_LENGTH = 24  # 124 bits
_KEY = re.compile(r"[a-z0-9]{16,32}")
_OPEN = (Stage.DRAFT, Stage.REFUSED)
STALLED_AFTER = timedelta(minutes=4)  # then whoever published it is no longer at it


def new_draft_key() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def is_key(text: str) -> bool:
    return bool(_KEY.fullmatch(text))


def begin_draft(person: Person, order: Wanted, now: datetime, key: str = "", form: Wanted | None = None) -> str:
    """The key of her draft, kept before anything is tried. `key` is the one that her form was given when it was opened:
    sent again it is the same draft, and a proposal with other words is that proposal, mended. What has been published
    stays as it is: other words are another change."""
    found = Draft.objects.filter(key=key).first() if is_key(key) else None
    is_hers = found is None or found.person_id == person.pk
    if found and is_hers and found.state not in _OPEN and found.order == dict(order):
        return key
    is_free = is_key(key) and is_hers and (found is None or found.state in (*_OPEN, Stage.PROPOSED))
    kept = key if is_free else new_draft_key()
    mends = found.mends + (found.state == Stage.PROPOSED) if found and is_free else 0
    facts = {"order": dict(order), "form": dict(form or {}), "state": Stage.DRAFT, "answer": None, "mends": mends}
    Draft.objects.update_or_create(
        key=kept,
        defaults=facts | {"made": minute(now)},
        create_defaults=facts | {"person": person, "made": minute(now)},
    )
    return kept


def choose(draft: Draft, choice: str) -> None:
    """Between her words and somebody else's, where both have changed the same."""
    order = {**draft.order, "choice": choice}
    Draft.objects.filter(pk=draft.pk, state__in=_OPEN).update(order=order, answer=None, state=Stage.DRAFT)


def draft_of(person: Person, key: str) -> Draft:
    """Her own. Raises Http404."""
    found = Draft.objects.filter(key=key, person=person).first()
    if found is None:
        raise Http404
    return found


def may_be_published_by(person: Person, draft: Draft) -> bool:
    """Who translates publishes what she has translated, and proposes everything else."""
    return person.may_publish or (person.may_translate and draft.order.get("do") == "translate")


def looked_over(draft: Draft, language: str) -> Answered:
    """What the command says of it, asked once; then it is known. Raises NotSetUp and NoAnswer."""
    known = draft.answer or {}
    if known.get("language") == language:
        return dict(known)
    folder = previews.new_preview(draft.key)
    said = command.order_project(draft.order, language, "--preview", str(folder))
    kept = {**_without_files(said), "language": language, "preview": folder.name}
    Draft.objects.filter(pk=draft.pk, state__in=_OPEN).update(answer=kept)
    previews.keep_only(draft.key, folder.name)
    return kept


def send_on(draft: Draft, language: str, is_published: bool, now: datetime) -> None:
    """Publishes or proposes it, as a role and a number; what came of it is kept with it.

    Nothing happens where somebody is at it already: a second tap waits for the first. Raises NotSetUp and NoAnswer, and
    then it can be tried again: the project knows by its key what it has done.
    """
    if not _taken(draft, now):
        return
    here = Draft.objects.filter(pk=draft.pk)
    try:
        said = _told(draft, draft.key, language, is_published)
        key = new_draft_key() if "published" in said and draft.mends and not is_published else draft.key
        if key != draft.key:  # what she mended has been published meanwhile: this is another proposal
            said = _told(draft, key, language, is_published)
    except (NotSetUp, NoAnswer):
        here.update(state=Stage.DRAFT, answer=None)
        raise
    pages = (draft.answer or {}).get("pages", [])
    here.update(
        key=key,
        state=_came_of(said),
        answer={**_without_files(said), "pages": said.get("pages") or pages, "language": language},
    )
    previews.forget_preview(draft.key)


def _told(draft: Draft, key: str, language: str, is_published: bool) -> Answered:
    how = "--publish-as" if is_published else "--propose-as"
    return command.order_project(draft.order, language, how, author_of(draft.person), "--key", key)


def _came_of(said: Answered) -> Stage:
    if "published" in said:
        return Stage.PUBLISHED
    return Stage.PROPOSED if "proposed" in said else Stage.REFUSED


def drop_draft(draft: Draft) -> None:
    """What is being published, or has been, stays."""
    if Draft.objects.filter(pk=draft.pk, state__in=_OPEN).delete()[0]:
        previews.forget_preview(draft.key)


def author_of(person: Person) -> str:
    """A role and a number, as they stand in the project's history: never a name."""
    return f"{role_of(person)}-{person.pk}"


def is_overdue(draft: Draft, now: datetime) -> bool:
    """Whether whoever published it was stopped on the way."""
    return draft.state == Stage.PUBLISHING and (draft.begun is None or now - draft.begun > STALLED_AFTER)


def _taken(draft: Draft, now: datetime) -> bool:
    """Whether this tap is the one that publishes it."""
    waiting = Draft.objects.filter(pk=draft.pk, state__in=_OPEN)
    if is_overdue(draft, now):
        waiting = Draft.objects.filter(pk=draft.pk, state=Stage.PUBLISHING, begun=draft.begun)
    return waiting.update(state=Stage.PUBLISHING, begun=now) == 1


def _without_files(said: Answered) -> Answered:
    return {name: value for name, value in said.items() if name != "files"}
