"""Addresses below /portal/."""

from django.urls import path

from people import access, coordinator_sign_in, me, news, sign_in

urlpatterns = [
    path("vakt", access.guard),
    path("<str:code>/in/", sign_in.entry),
    path("<str:code>/in/koordinator/", coordinator_sign_in.password),
    path("<str:code>/in/koordinator/kod/", coordinator_sign_in.second),
    path("<str:code>/in/koordinator/app/", coordinator_sign_in.set_up),
    path("<str:code>/in/<str:token>/", sign_in.by_link),
    path("<str:code>/nytt/", news.news),
    path("<str:code>/jag/", me.me),
    path("<str:code>/jag/losenord/", me.password),
]
