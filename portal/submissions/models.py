"""What people sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from at_rest.fields import SealedJSON


class Submission(models.Model):
    """`key` is the digest of what was sent (submissions.filled_form): the same thing sent twice has one row.

    `answers` are {field: text, whole number, true, ISO day, or a list of texts}; what was left empty is not there.
    `due` is the day it is deleted. `from_member` is who sent a members' form.
    """

    key = models.CharField(max_length=32, primary_key=True)
    form = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    answers = SealedJSON()
    received = models.DateTimeField()
    due = models.DateField()
    from_member = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_index=False)


class Cleaning(models.Model):
    """A day on which what was due has been deleted."""

    day = models.DateField(primary_key=True)
