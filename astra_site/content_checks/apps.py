from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ContentChecksConfig(AppConfig):
    name = "astra_site.content_checks"

    def ready(self) -> None:
        autodiscover_modules("content_checks")
