"""The language to speak to somebody in."""

from __future__ import annotations

from common.localisation.locales import SOURCE
from people.models import Person
from published.reading import Published


def language_of(person: Person, site: Published) -> str:
    """The first of her languages that the site speaks, else Swedish."""
    return next((language for language in person.languages if language in site.languages), SOURCE)
