"""Addresses below /portal/."""

from django.urls import path

from people import access, coordinator_sign_in, me, news, sign_in

app_name = "people"
urlpatterns = [
    path("vakt", access.guard, name="guard"),
    path("<language>/in/", sign_in.entry, name="sign-in"),
    path("<language>/in/koordinator/", coordinator_sign_in.ask_password, name="coordinator-sign-in"),
    path("<language>/in/koordinator/kod/", coordinator_sign_in.second, name="code"),
    path("<language>/in/koordinator/app/", coordinator_sign_in.set_up, name="app"),
    path("<language>/in/<token>/", sign_in.by_link, name="link"),
    path("<language>/nytt/", news.news, name="news"),
    path("<language>/jag/", me.me, name="me"),
    path("<language>/jag/losenord/", me.change_password, name="password"),
]
