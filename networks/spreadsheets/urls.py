"""Addresses of export and import in the admin."""

from django.urls import path

from networks.spreadsheets import views

app_name = "spreadsheets"

urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("export/<slug:file_format>/", views.ExportView.as_view(), name="export"),
    path("dry-run/<uuid:key>/", views.DryRunView.as_view(), name="dry_run"),
]
