"""Addresses below /portal/."""

from django.urls import path

from board import calendar, coordinator, views

app_name = "board"
urlpatterns = [
    path("kalender/<key>.ics", calendar.own_calendar, name="calendar"),
    path("<language>/uppdrag/", views.board, name="board"),
    path("<language>/uppdrag/<errand_id>/", views.errand, name="errand"),
    path("<language>/koordinator/mammor/", coordinator.members, name="members"),
    path("<language>/koordinator/uppdrag/", coordinator.errands, name="errands"),
    path("<language>/koordinator/uppdrag/<errand_id>/", coordinator.errand, name="answers"),
]
