"""Addresses below /portal/."""

from django.urls import path

from coordination import colleagues, home, members

app_name = "coordination"
urlpatterns = [
    path("<language>/koordinator/", home.home, name="home"),
    path("<language>/koordinator/mammor/ny/", members.add_member, name="add-member"),
    path("<language>/koordinator/mammor/<int:number>/", members.change_member, name="member"),
    path("<language>/koordinator/mammor/<int:number>/kort/", members.member_card, name="card"),
    path("<language>/koordinator/mammor/<int:number>/stang/", members.close_card, name="close"),
    path("<language>/koordinator/mammor/<int:number>/radera/", members.erase_member, name="erase-member"),
    path("<language>/koordinator/kollegor/", colleagues.colleagues, name="colleagues"),
    path("<language>/koordinator/kollegor/<int:number>/", colleagues.change_colleague, name="colleague"),
]
