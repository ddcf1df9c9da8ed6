"""Addresses below /portal/."""

from django.urls import path

from people import access, colleagues, coordinator_sign_in, me, members, news, sign_in

urlpatterns = [
    path("vakt", access.guard),
    path("<str:code>/in/", sign_in.entry),
    path("<str:code>/in/koordinator/", coordinator_sign_in.password),
    path("<str:code>/in/koordinator/kod/", coordinator_sign_in.second),
    path("<str:code>/in/koordinator/app/", coordinator_sign_in.set_up),
    path("<str:code>/in/<str:token>/", sign_in.by_link),
    path("<str:code>/nytt/", news.news),
    path("<str:code>/jag/", me.me),
    path("<str:code>/jag/uppgifter.json", me.export),
    path("<str:code>/jag/radera/", me.erase),
    path("<str:code>/jag/losenord/", me.password),
    path("<str:code>/koordinator/mammor/ny/", members.add),
    path("<str:code>/koordinator/mammor/<int:number>/", members.change),
    path("<str:code>/koordinator/mammor/<int:number>/kort/", members.card),
    path("<str:code>/koordinator/mammor/<int:number>/stang/", members.close),
    path("<str:code>/koordinator/mammor/<int:number>/radera/", members.erase),
    path("<str:code>/koordinator/kollegor/", colleagues.colleagues),
    path("<str:code>/koordinator/kollegor/<int:number>/", colleagues.change),
]
