from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "astra_site.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import page_published

        from astra_site.accounts.page_permissions import StaffPagePolicy
        from astra_site.accounts.safety_page import give_safety_page
        from astra_site.pages.models import BasePage

        register_permission_policy(BasePage, StaffPagePolicy())
        page_published.connect(give_safety_page)
