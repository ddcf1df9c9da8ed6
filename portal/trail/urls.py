"""Addresses below /portal/."""

from django.urls import path

from trail import views

app_name = "trail"
urlpatterns = [path("<language>/koordinator/spar/", views.trail, name="trail")]
