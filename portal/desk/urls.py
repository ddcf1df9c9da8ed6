"""Addresses below /portal/."""

from __future__ import annotations

from django.urls import path

from desk import (
    flow,
    history,
    home,
    invitations,
    meetings,
    programme,
    proposals,
    prose,
    record_form,
    records,
    translating,
)

app_name = "desk"
urlpatterns = [
    path("<language>/andra/", home.desk_home, name="home"),
    path("<language>/andra/traff/", meetings.meetings, name="meetings"),
    path("<language>/andra/traff/<what>/<day>/", meetings.meeting, name="meeting"),
    path("<language>/andra/stangt/", programme.closing, name="closing"),
    path("<language>/andra/ny-traff/", meetings.extra, name="extra"),
    path("<language>/andra/uppdrag/", invitations.new_help_request, name="request"),
    path("<language>/andra/handelse/", invitations.new_event, name="event"),
    path("<language>/andra/programmet/", programme.week, name="week"),
    path("<language>/andra/forslag/", proposals.proposals, name="proposals"),
    path("<language>/andra/forslag/<key>/", proposals.proposal, name="proposal"),
    path("<language>/andra/historik/", history.history, name="history"),
    path("<language>/andra/historik/angra/", history.undo, name="undo"),
    path("<language>/andra/post/", records.all_kinds, name="kinds"),
    path("<language>/andra/post/<kind>/", records.records_of_kind, name="of-kind"),
    path("<language>/andra/post/<kind>/ny/", record_form.new_record, name="add-record"),
    path("<language>/andra/post/<kind>/om/<record_id>/", record_form.known_record, name="record"),
    path("<language>/andra/sida/", prose.prose_pages, name="pages"),
    path("<language>/andra/sida/<written>/<path:page_name>/", prose.prose_page, name="prose"),
    path("<language>/andra/oversatt/", translating.translated_languages, name="languages"),
    path("<language>/andra/oversatt/<into>/", translating.translation_page, name="translate"),
    path("<language>/andra/se/<key>/", flow.look, name="look"),
    path("<language>/andra/se/<key>/gor/", flow.send, name="publish"),
    path("<language>/andra/se/<key>/<readers>/", flow.preview, name="preview-home"),
    path("<language>/andra/se/<key>/<readers>/<path:path>", flow.preview, name="preview"),
    path("<language>/andra/klar/<key>/", flow.done, name="done"),
]
