"""Wagtail's app of users, with our pages. Stands in INSTALLED_APPS for it, as Wagtail describes."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Names our pages."""

    user_viewset = "astra_site.accounts.staff_list.StaffViewSet"
