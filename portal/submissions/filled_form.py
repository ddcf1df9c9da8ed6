"""A form as somebody filled it in: what tells one sending from another, and when it is ready to be kept."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.timezone import localdate

from people.digests import keyed_digest
from people.models import Person
from published.reading import TRAP, PublishedRow
from submissions.definition import Answers, Values, typed_values
from submissions.models import Submission
from web.moments import minute
from web.reader import PortalReader

QUICKEST = 3.0  # seconds; nobody reads and fills in a form faster
_SEND_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
_signer = Signer(salt="submissions.opened")


@dataclass(frozen=True)
class FilledForm:
    """`send_id` is "" where the page could not make one (no JavaScript), `opened` a signed moment, "" when unknown."""

    reader: PortalReader
    form: PublishedRow
    post: QueryDict | None = None
    send_id: str = ""
    opened: str = ""
    seconds_open: str = ""
    is_trapped: bool = False

    @cached_property
    def values(self) -> Values:
        """Only for one that is shown again."""
        return typed_values(self.form, self.post) if self.post is not None else {}

    def is_ready(self, now: datetime) -> bool:
        """Whether it can be kept as it is. If not, she is asked to look it over and press send_id more."""
        seconds = self._open_for(now)
        return bool(self.send_id) and not self.is_trapped and seconds is not None and seconds >= QUICKEST

    def again(self, now: datetime) -> FilledForm:
        """The same, to be shown in a page that she can send from.

        A stamp of a time to come tells that the clock was set back: it would not be old enough for as long.
        """
        is_of_the_past = self.opened and (self._open_for(now) or 0) >= 0
        opened = self.opened if is_of_the_past else opened_stamp(now)
        return FilledForm(self.reader, self.form, self.post, self.send_id or new_send_id(), opened)

    def submission(self, answers: Answers, now: datetime, member: Person | None) -> Submission:
        return Submission(
            key=sent_key(self.form["id"], self.send_id, answers),
            form=self.form["id"],
            language=self.reader.language,
            answers=answers,
            received=minute(now),
            due=localdate(now) + timedelta(days=self.form["keep_days"]),
            from_member=member,
        )

    def _open_for(self, now: datetime) -> float | None:
        if self.opened:
            return now.timestamp() - float(_signer.unsign(self.opened))
        return float(self.seconds_open) if re.fullmatch(r"\d{1,9}", self.seconds_open, re.ASCII) else None


def empty_form(reader: PortalReader, form: PublishedRow, now: datetime) -> FilledForm:
    return FilledForm(reader, form).again(now)


def filled_form(reader: PortalReader, form: PublishedRow, post: QueryDict) -> FilledForm:
    send_id = post.get("send_id", "")
    return FilledForm(
        reader,
        form,
        post=post,
        send_id=send_id if _SEND_ID.fullmatch(send_id) else "",
        opened=_genuine(post.get("opened", "")),
        seconds_open=post.get("seconds_open", ""),
        is_trapped=bool(post.get(TRAP)),
    )


def new_send_id() -> str:
    """128 bits: two people who write the same words never share it."""
    return secrets.token_urlsafe(16)


def opened_stamp(now: datetime) -> str:
    return _signer.sign(str(int(now.timestamp())))


def sent_key(*parts: Any) -> str:
    """Of what was sent: 128 bits as 32 hexadecimal digits. Equal parts, equal digest, in every process and year.

    Under the portal's secret: who has the database cannot try out what somebody may have written.
    """
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return keyed_digest("sent", canonical)[:32]


def _genuine(stamp: str) -> str:
    if not stamp:
        return ""
    try:
        _signer.unsign(stamp)
    except BadSignature:
        return ""
    return stamp
