"""Addresses below /portal/."""

from django.urls import path

from privacy import views

app_name = "privacy"
urlpatterns = [
    path("<language>/jag/uppgifter.json", views.export_own, name="export"),
    path("<language>/jag/radera/", views.erase_own, name="erase"),
]
