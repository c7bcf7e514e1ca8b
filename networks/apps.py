"""The domain as a Django app."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Networks, organisations and memberships."""

    name = "networks"
    verbose_name = "Networks"

    def ready(self) -> None:
        """Connect the domain to the rest of the site."""
        # Here and not above: this needs the models, which are loaded only now.
        from networks import receivers

        receivers.connect()
