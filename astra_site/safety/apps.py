from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "astra_site.safety"
    label = "safety"
    verbose_name = "Safety"

    def ready(self) -> None:
        """Take the inline scripts out of Wagtail's widgets, and listen to what changes the hotlines."""
        # Wagtail's widgets load models, which are there only now.
        from astra_site.safety import admin_widgets, hotlines

        admin_widgets.start_choosers_without_inline_scripts()
        hotlines.connect()
