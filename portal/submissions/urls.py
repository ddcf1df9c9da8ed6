"""Addresses below /portal/."""

from django.urls import path

from submissions import coordinator

urlpatterns = [
    path("<language>/koordinator/svar/", coordinator.overview, name="submissions"),
    path("<language>/koordinator/svar/<slug:form_id>/", coordinator.table, name="submissions-of-form"),
    path("<language>/koordinator/svar/<slug:form_id>/export.<slug:kind>", coordinator.export, name="export"),
    path("<language>/koordinator/svar/<slug:form_id>/<slug:key>/", coordinator.delete, name="delete-submission"),
]
