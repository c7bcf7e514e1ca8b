from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "astra_site.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from astra_site.pages import frame, redirects

        redirects.replace_wagtail_receivers()
        frame.connect()
