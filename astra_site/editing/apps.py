from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "astra_site.editing"
    label = "editing"
    verbose_name = "Editing"
