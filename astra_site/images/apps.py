from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "astra_site.images"
    label = "images"
    verbose_name = "Images"

    def ready(self) -> None:
        from astra_site.images import permissions, receivers

        permissions.register()
        receivers.connect()
