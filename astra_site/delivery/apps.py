from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "astra_site.delivery"
    label = "delivery"
    verbose_name = "Delivery"
