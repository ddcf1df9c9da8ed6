"""Addresses below /portal/."""

from django.urls import path

from board import calendar, coordinator, results, views

app_name = "board"
urlpatterns = [
    path("kalender/<key>.ics", calendar.own_calendar, name="calendar"),
    path("<language>/uppdrag/", views.board, name="board"),
    path("<language>/uppdrag/<request_id>/", views.help_request, name="help_request"),
    path("<language>/uppdrag/<request_id>/hur-gick-det/", views.tell_outcome, name="outcome"),
    path("<language>/koordinator/resultat/", results.results, name="results"),
    path("<language>/koordinator/resultat/export.<kind>", results.export_results, name="results-export"),
    path("<language>/koordinator/mammor/", coordinator.member_shares, name="members"),
    path("<language>/koordinator/uppdrag/", coordinator.help_requests, name="help_requests"),
    path("<language>/koordinator/uppdrag/<request_id>/", coordinator.help_request_answers, name="answers"),
]
