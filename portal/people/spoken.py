"""The languages somebody speaks and the topics she knows."""

from __future__ import annotations

from django.http import HttpRequest

from people.models import Person
from published.contract import Published
from web.reader import SOURCE


def language_of(person: Person, site: Published) -> str:
    """The first of her languages that the site speaks, else Swedish."""
    return next((language for language in person.languages if language in site.languages), SOURCE)


def spoken_and_known(request: HttpRequest, site: Published) -> dict[str, list[str]]:
    """The languages and topics that were ticked, of those that there are, each once."""
    ticked = {name: dict.fromkeys(request.POST.getlist(name)) for name in ("languages", "topics")}
    return {
        "languages": [language for language in ticked["languages"] if language in site.language_names[SOURCE]],
        "topics": [topic for topic in ticked["topics"] if topic in site.topics],
    }
