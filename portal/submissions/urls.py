"""Addresses below /portal/."""

from django.urls import path

from submissions import coordinator, views

urlpatterns = [
    path("<language>/formular/<form_id>/", views.form_page, name="form"),
    path("<language>/koordinator/svar/", coordinator.overview, name="submissions"),
    path("<language>/koordinator/svar/<form_id>/", coordinator.table, name="submissions-of-form"),
    path("<language>/koordinator/svar/<form_id>/export.csv", coordinator.export, name="export"),
    path("<language>/koordinator/svar/<form_id>/<slug:key>/", coordinator.delete, name="delete-submission"),
]
