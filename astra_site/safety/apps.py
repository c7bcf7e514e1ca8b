from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "astra_site.safety"
    label = "safety"
    verbose_name = "Safety"
