"""Stands among the apps in the place of Wagtail's own of accounts."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Names the viewset of accounts."""

    user_viewset = "astra_site.accounts.staff_list.StaffViewSet"
