"""Addresses below /portal/."""

from django.urls import path

from questions import asker, members

urlpatterns = [
    path("<language>/svar/", asker.asker_page, name="answer"),
    path("<language>/fragor/", members.question_list, name="questions"),
    path("<language>/fragor/<slug:key>/", members.question_page, name="question"),
]
