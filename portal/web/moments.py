"""Moments as they are kept and given out: no finer than anybody needs."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime


def minute(moment: datetime) -> datetime:
    """What is kept: the page shows hour and minute, and seconds would tell who sent what from which telephone."""
    return moment.replace(second=0, microsecond=0)


def written(moment: datetime) -> str:
    """ISO 8601 in Swedish time, as the pages show it: "2019-03-05T14:30:00+01:00"."""
    return localtime(moment).isoformat()
