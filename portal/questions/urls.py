"""Addresses below /portal/."""

from django.urls import path

from questions import asker, members

app_name = "questions"
urlpatterns = [
    path("<language>/svar/", asker.asker_page, name="asker"),
    path("<language>/fragor/", members.question_list, name="list"),
    path("<language>/fragor/<slug:key>/", members.question_page, name="question"),
]
