from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "astra_site.uploads"
    label = "uploads"
    verbose_name = "Uploads"
