"""The one address below /portal/ that only a demo has."""

from django.urls import path

from demo import entry

app_name = "demo"
urlpatterns = [path("<language>/demo/", entry.become, name="become")]
