"""Addresses below /portal/."""

from django.urls import path

from trail import views

urlpatterns = [path("<str:code>/koordinator/spar/", views.trail)]
