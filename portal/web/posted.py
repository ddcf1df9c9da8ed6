"""What a form sent, in a shape that every database takes."""

from __future__ import annotations

import re

from django.http import HttpRequest

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


def line(request: HttpRequest, name: str, longest: int) -> str:
    """One line of text, at most `longest` characters; control characters, which PostgreSQL refuses, become spaces."""
    return _CONTROLS.sub(" ", request.POST.get(name, "")).strip()[:longest]
