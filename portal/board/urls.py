"""Addresses below /portal/."""

from django.urls import path

from board import calendar, coordinator, views

urlpatterns = [
    path("kalender/<str:key>.ics", calendar.calendar),
    path("<str:code>/uppdrag/", views.board),
    path("<str:code>/uppdrag/<str:errand_id>/", views.errand),
    path("<str:code>/koordinator/mammor/", coordinator.members),
    path("<str:code>/koordinator/uppdrag/", coordinator.errands),
    path("<str:code>/koordinator/uppdrag/<str:errand_id>/", coordinator.errand),
]
