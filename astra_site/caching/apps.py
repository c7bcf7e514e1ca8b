from django.apps import AppConfig


class CachingConfig(AppConfig):
    name = "astra_site.caching"
    label = "caching"
    verbose_name = "Caching"
