from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "astra_site.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from astra_site.search import receivers

        receivers.connect()
