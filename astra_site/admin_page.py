"""What stands round a page of our own in the admin: its title, its icon and the way back."""

from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext

Step = dict[str, Any]


def admin_page(title: str, icon: str, *steps: Step, subtitle: str = "") -> dict[str, Any]:
    """Return what a template that extends wagtailadmin/generic/base.html needs.

    Args:
        title: the name of the page.
        icon: by Wagtail's name.
        steps: the way back after the start page, each with `url` and `label`; the page itself is the last.
        subtitle: what the page is about, where its title does not say it.
    """
    return {
        "header_title": f"{title}: {subtitle}" if subtitle else title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": pgettext("the start page of staff", "Home")},
            *steps,
        ],
    }
