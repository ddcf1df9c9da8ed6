"""Questions and what was answered. The question's own words are those of its submission."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from at_rest.fields import SealedText

QUESTION_OPEN, TAKEN, ANSWERED, QUESTION_CLOSED = "open", "taken", "answered", "closed"
ASKER, ANSWERER = "asker", "member"


class Question(models.Model):
    """`code` is a keyed digest of the receipt code. `language` is BCP 47, `topic` and `handed_to` are ids of the site's
    records (of a topic, a contact). `opened` is when it was asked."""

    submission = models.OneToOneField("submissions.Submission", models.CASCADE, primary_key=True)
    code = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=12)
    topic = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, default=QUESTION_OPEN)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_index=False)
    handed_to = models.CharField(max_length=80, blank=True)
    opened = models.DateTimeField()


class Message(models.Model):
    """What was said after the question. `key` tells a message sent twice from two messages. `by` is ASKER or MEMBER.

    `place` counts from 1: the order in which they came, whatever the clock said.
    """

    key = models.CharField(max_length=32, primary_key=True)
    question = models.ForeignKey(Question, models.CASCADE, related_name="messages")
    by = models.CharField(max_length=6)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_index=False)
    text = SealedText()
    at = models.DateTimeField()
    place = models.PositiveSmallIntegerField()
