from django.apps import AppConfig


class RemovalConfig(AppConfig):
    name = "astra_site.removal"
    label = "removal"
    verbose_name = "Removal"
