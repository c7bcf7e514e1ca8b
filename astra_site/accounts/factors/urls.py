"""Addresses of the door, below that of Wagtail's login page."""

from django.urls import path

from astra_site.accounts.factors import views

urlpatterns = [
    path("code/", views.second_factor, name="second_factor"),
    path("set-up/", views.enrol, name="enrol"),
    path("recovery-codes/", views.recovery_codes, name="recovery_codes"),
    path("confirm/", views.confirm, name="confirm"),
    path("skip/", views.skip, name="skip_second_factor"),
]
