"""Sessions in the database. Who has it is signed in nowhere: what the cookie says is kept as a digest, and what the
session holds is sealed. A moment of expiry tells when she was here: it is kept as a day."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils.timezone import localtime, make_aware, now

from people.digests import keyed_digest
from people.models import KeptSession

_SHORT = 24 * 3600  # seconds; what is shorter ends on its minute
_LENGTH = 40  # digits


def session_digest(session: SessionBase) -> str:
    """By which the database knows it."""
    return cookie_digest(str(session.session_key))


def cookie_digest(key: str) -> str:
    """`key` is the cookie's."""
    return keyed_digest("session", key)[:_LENGTH]


class SessionStore(db.SessionStore):
    """Django's, with digests for keys: who has the database has nobody's cookie."""

    @classmethod
    def get_model_class(cls) -> type[KeptSession]:
        return KeptSession

    def exists(self, session_key: str) -> bool:
        return super().exists(cookie_digest(session_key))

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            super().delete(cookie_digest(key))

    def encode(self, session_dict: dict[str, Any]) -> str:
        return json.dumps(session_dict)  # the column seals it

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        return dict(json.loads(session_data))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        session = super().create_model_instance(data)
        session.session_key = cookie_digest(session.session_key)
        if self.get_expiry_age() >= _SHORT:
            session.expire_date = _end_of_day(session.expire_date)
        return session

    def _get_session_from_db(self) -> KeptSession | None:
        """None also for one that has ended: then Django makes another."""
        found = KeptSession.objects.filter(session_key=session_digest(self), expire_date__gt=now()).first()
        if found is None:
            self._session_key = None
        return found


def _end_of_day(moment: datetime) -> datetime:
    return make_aware(datetime.combine(localtime(moment).date() + timedelta(days=1), time.min))
