"""Addresses below /portal/."""

from __future__ import annotations

from django.urls import path

from desk import flow, history, home, invitations, meetings, programme, proposals

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
    path("<language>/andra/se/<key>/", flow.look, name="look"),
    path("<language>/andra/se/<key>/gor/", flow.send, name="publish"),
    path("<language>/andra/se/<key>/<readers>/", flow.preview, name="preview-home"),
    path("<language>/andra/se/<key>/<readers>/<path:path>", flow.preview, name="preview"),
    path("<language>/andra/klar/<key>/", flow.done, name="done"),
]
