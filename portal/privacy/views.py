"""What is stored about her: to take along, and to erase."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from at_rest.sweep import keeps_log
from common.localisation.marked import marked as _
from people.access import FORGET, members, person_of
from people.models import Person
from privacy.person_data import LastCoordinator, erase_person, person_data
from web.page import page
from web.reader import reader_of


@require_safe
@members
def export_own(request: HttpRequest, language: str) -> HttpResponse:
    reader_of(language)
    response = JsonResponse(person_data(person_of(request)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="brygga.json"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@members
def erase_own(request: HttpRequest, language: str) -> HttpResponse:
    reader, person = reader_of(language), person_of(request)
    is_last = person.is_coordinator and Person.objects.coordinators().count() == 1
    if request.method == "POST":
        try:
            is_swept = erase_person(person, now())
        except LastCoordinator:  # her colleague has left since she opened the page
            is_last = True
        else:
            logout(request)
            title = reader.plain(_("Allt är borttaget"))
            response = page(request, reader, "privacy/erased.html", title, is_swept=is_swept, keeps_log=keeps_log())
            for name, value in FORGET.items():
                response.headers[name] = value
            return response
    title = reader.plain(_("Ta bort mina uppgifter"))
    return page(request, reader, "privacy/erase.html", title, whose=None, is_last=is_last, keeps_log=keeps_log())
