"""What somebody wants changed, until it is published or proposed: her words are never lost on the way."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from at_rest.fields import SealedJSON
from people.models import Person


class Stage(StrEnum):
    """How far a draft has come."""

    DRAFT = "draft"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    PROPOSED = "proposed"
    REFUSED = "refused"


class Draft(models.Model):
    """An `order` of hers for the project, known to the project by its `key`: what has one is not done twice.

    `form` is where she wrote it: {"path": address of the page, "values": {name: [what she typed, …]}}, {} where there
    was none. `answer` is what the command said of it last (desk.command), None as long as it has not been asked or
    something has changed since. `made` is a whole minute. `mends`: how often it was another after it had been proposed.
    `begun`: since when it is being published, or was.
    """

    key = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    state = models.CharField(
        max_length=10,
        default=Stage.DRAFT.value,
        choices=[(stage.value, stage.value) for stage in Stage],
    )
    order = SealedJSON()
    form = SealedJSON(default=dict)
    answer = SealedJSON(null=True)
    made = models.DateTimeField()
    mends = models.PositiveIntegerField(default=0)
    begun = models.DateTimeField(null=True)
