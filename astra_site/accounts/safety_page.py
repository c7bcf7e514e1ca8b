"""Those who care for safety may edit the page about safe browsing, and no other."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

GROUP = "Bezbednost"
# The page's address; visitors' templates link to it by the same one.
SLUG = "bezbedno-koriscenje"


def give_safety_page(instance: Any, **_kwargs: Any) -> None:
    """Give the page to the group when it is published for the first time; pages come after roles."""
    if instance.slug != SLUG:
        return
    group = Group.objects.filter(name=GROUP).first()
    if group is None:
        return
    for codename in ("change_basepage", "publish_basepage"):
        permission = Permission.objects.get(content_type__app_label="pages", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page_id=instance.pk, permission=permission)
