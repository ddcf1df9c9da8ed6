"""Addresses below /portal/."""

from django.urls import path

from privacy import views

urlpatterns = [
    path("<str:code>/jag/uppgifter.json", views.export),
    path("<str:code>/jag/radera/", views.erase),
]
