"""What is new on the site, for members; marked when it came after her latest look."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from common.localisation.marked import marked as _
from people.access import members, person_of
from people.models import Person
from published.reading import Published, PublishedRow
from web.page import page
from web.reader import reader_of


@require_safe
@members
def news(request: HttpRequest, language: str) -> HttpResponse:
    reader, person = reader_of(language), person_of(request)
    fresh = unseen(person, reader.site)
    person.news_seen = [item["key"] for item in reader.site.news]
    person.save(update_fields=["news_seen"])
    items = [(item, item in fresh) for item in sorted(reader.site.news, key=lambda item: item["date"], reverse=True)]
    return page(request, reader, "people/news.html", reader.plain(_("Det här är nytt")), items=items)


def unseen(person: Person, site: Published) -> list[PublishedRow]:
    """What came after her latest look. Nothing before her first one: then all would be new, which says nothing."""
    if person.news_seen is None:
        return []
    return [item for item in site.news if item["key"] not in person.news_seen]
