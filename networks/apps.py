from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = "Networks"

    def ready(self) -> None:
        from wagtail import hooks

        from networks import footer, rich_text, search
        from networks.directory import freshness

        hooks.register("register_rich_text_features", rich_text.register_language_features)
        search.connect()
        freshness.connect()
        footer.connect()
