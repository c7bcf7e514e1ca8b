from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "astra_site.uploads"
    label = "uploads"
    verbose_name = "Uploads"

    def ready(self) -> None:
        from astra_site.uploads import permissions, receivers

        permissions.register()
        receivers.connect()
