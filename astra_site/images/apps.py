from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "astra_site.images"
    label = "images"
    verbose_name = "Images"
