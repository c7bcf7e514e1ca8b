from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PagesConfig(AppConfig):
    name = "astra_site.pages"

    def ready(self) -> None:
        """Load `receivers` of every app, as Django's admin loads every `admin`.

        Each of them listens from then on; all models are there, and so are Wagtail's own receivers.
        """
        autodiscover_modules("receivers")
