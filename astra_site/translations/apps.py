from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "astra_site.translations"
    label = "translations"
    verbose_name = "Translations"
