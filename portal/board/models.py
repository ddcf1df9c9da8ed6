"""Answers to requests for help. What is asked for stands in the publication; it is a "help request" here,
because a request is something else on the web."""

from __future__ import annotations

from django.db import models

from at_rest.fields import SealedText
from people.models import Person

CAN, CANNOT, WITHDRAWN = "can", "cannot", "withdrawn"
CONFIRMED, THANKED = "confirmed", "thanked"
DONE, NOBODY = "done", "nobody"


class Answer(models.Model):
    """What one member says to one request for help, and what the coordinator decided about it (empty: nothing yet).

    `by_coordinator`: written down by her for somebody who phoned.
    `asked` are the facts that she answered (HelpRequest.asked; {} for answers older than this), `round` which time.
    `in_calendar` is true from her first yes on, so that a calendar learns of it when she or the coordinator says no.
    """

    request_id = models.CharField(max_length=120)
    person = models.ForeignKey(Person, models.CASCADE, related_name="answers")
    says = models.CharField(max_length=9, choices=[(says, says) for says in (CAN, CANNOT, WITHDRAWN)])
    decision = models.CharField(max_length=9, blank=True, choices=[(what, what) for what in (CONFIRMED, THANKED)])
    by_coordinator = models.BooleanField(default=False)
    at = models.DateTimeField()
    in_calendar = models.BooleanField(default=False)
    asked = models.JSONField(default=dict)
    round = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request_id", "person"], name="one_answer_each")]


class KeptHelpRequest(models.Model):
    """A request for help that somebody answered, as it was last published: `facts` as in portal.json.

    `away` is the day since which it is cancelled or taken from the site, `round` how often it came back.
    """

    request_id = models.CharField(max_length=120, primary_key=True)
    facts = models.JSONField()
    round = models.PositiveIntegerField(default=0)
    away = models.DateField(null=True)


class Shown(models.Model):
    """What a member's calendar showed of one event when it was fetched last, as a digest, and since when it does.

    `event` is a digest too, of its UID: nothing here can be read.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="shown")
    event = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "event"], name="one_row_an_event")]


class RequestOutcome(models.Model):
    """What came of a request for help: `what`, "" as long as nobody has said it.

    `minutes` is how long it took each who went, `mothers` how many were confirmed when it was told, `helped` how many
    got help. `words` may be added by one person, `words_by`.
    """

    request_id = models.CharField(max_length=120, primary_key=True)
    what = models.CharField(max_length=9, blank=True, choices=[(what, what) for what in (DONE, NOBODY)])
    minutes = models.PositiveIntegerField(null=True)
    mothers = models.PositiveIntegerField(default=0)
    helped = models.PositiveIntegerField(null=True)
    words = SealedText(blank=True)
    words_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
