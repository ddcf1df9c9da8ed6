"""Addresses below /portal/."""

from django.urls import path

from desk import colleagues, home, members

urlpatterns = [
    path("<str:code>/koordinator/", home.home),
    path("<str:code>/koordinator/mammor/ny/", members.add),
    path("<str:code>/koordinator/mammor/<int:number>/", members.change),
    path("<str:code>/koordinator/mammor/<int:number>/kort/", members.card),
    path("<str:code>/koordinator/mammor/<int:number>/stang/", members.close),
    path("<str:code>/koordinator/mammor/<int:number>/radera/", members.erase),
    path("<str:code>/koordinator/kollegor/", colleagues.colleagues),
    path("<str:code>/koordinator/kollegor/<int:number>/", colleagues.change),
]
