"""Sessions in the database. A moment of expiry tells when she was here: it is kept as a day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils.timezone import localtime, make_aware

_SHORT = 24 * 3600  # seconds; what is shorter ends on its minute


class SessionStore(db.SessionStore):
    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        session = super().create_model_instance(data)
        if self.get_expiry_age() >= _SHORT:
            session.expire_date = _end_of_day(session.expire_date)
        return session


def _end_of_day(moment: datetime) -> datetime:
    return make_aware(datetime.combine(localtime(moment).date() + timedelta(days=1), time.min))
