from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "astra_site.search"
    label = "search"
    verbose_name = "Search"
