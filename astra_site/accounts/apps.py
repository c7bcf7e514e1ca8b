from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "astra_site.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from astra_site.accounts.safety_page import give_safety_page

        page_published.connect(give_safety_page)
