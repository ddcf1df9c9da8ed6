"""Addresses below /portal/."""

from django.urls import path

from submissions import coordinator

app_name = "submissions"
urlpatterns = [
    path("<language>/koordinator/svar/", coordinator.overview, name="overview"),
    path("<language>/koordinator/svar/<slug:form_id>/", coordinator.table, name="table"),
    path("<language>/koordinator/svar/<slug:form_id>/export.<slug:kind>", coordinator.export_answers, name="export"),
    path("<language>/koordinator/svar/<slug:form_id>/<slug:key>/", coordinator.delete, name="delete"),
]
