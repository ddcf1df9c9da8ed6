"""What coordinators did with what is not theirs, and who told what came of a request; nothing that anybody wrote."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Deed(models.Model):
    """`at` is a whole minute. `by` did `what` (trail.deeds) to `about`, or to `thing`: the id of a form or a request.

    Who was erased is nobody in it. `due` is the day it is deleted.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    what = models.CharField(max_length=20)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    thing = models.CharField(max_length=120, blank=True)
    due = models.DateField()
