"""Addresses. Those of each part stand in its own urls.py; what they do not take are files of the site."""

from django.conf import settings
from django.urls import include, path, re_path

from people.access import members
from web import files

handler400 = "web.failures.bad_request"
handler403 = "web.failures.refused"
handler404 = "web.failures.not_found"
handler500 = "web.failures.broken"

urlpatterns = [
    path("portal/", include("reception.urls")),  # first what most people come for: each is looked up from the top
    path("portal/", include("questions.urls")),
    path("portal/", include("people.urls")),
    path("portal/", include("board.urls")),
    path("portal/", include("submissions.urls")),
    path("portal/", include("trail.urls")),
    path("portal/", include("privacy.urls")),
    path("portal/", include("coordination.urls")),
    path("portal/", include("desk.urls")),
    *([path("portal/", include("demo.urls"))] if settings.IS_DEMO else []),
    path("medlem/", members(files.members_file), name="members-site"),
    path("medlem/<path:path>", members(files.members_file)),
    path("", files.public_file, name="public-site"),
    re_path(r"^(?!portal/)(?P<path>.+)$", files.public_file),
]
