"""How long a draft is kept."""

from __future__ import annotations

from datetime import date

from desk import previews
from desk.drafts import DRAFTS_KEPT
from desk.models import Draft


def forget_drafts(today: date) -> None:
    """Drafts that were made too long ago, and previews that belong to none."""
    Draft.objects.filter(made__date__lte=today - DRAFTS_KEPT).delete()
    for key in previews.kept_keys() - set(Draft.objects.values_list("key", flat=True)):
        previews.forget_preview(key)
