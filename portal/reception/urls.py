"""Addresses below /portal/."""

from django.urls import path

from reception import views

app_name = "reception"
urlpatterns = [
    path("<language>/formular/<slug:form_id>/", views.form_page, name="form"),
]
