from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "astra_site.accounts"
    label = "accounts"
    verbose_name = "Accounts"
