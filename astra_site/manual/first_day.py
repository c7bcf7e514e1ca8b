"""Whoever is new reads on her start page the three commonest tasks of her role, from the manual."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from astra_site import languages
from astra_site.accounts.models import Role
from astra_site.manual.guides import chapter
from astra_site.manual.rendering import render

NEW_FOR = timedelta(days=14)


def is_new(person: Any) -> bool:
    """Tell whether somebody's account is new; later the chapter stays in the manual."""
    return bool(timezone.now() - person.date_joined < NEW_FOR)


class FirstDayPanel(Component):
    """The chapters about the first day of a person's roles."""

    name = "first_day"
    template_name = "admin/manual/first_day.html"
    order = 5

    def __init__(self, person: Any) -> None:
        self.person = person

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add the chapters; who has no role but may do everything is an administrator."""
        keys: list[str] = list(Role.objects.filter(group__user=self.person).values_list("key", flat=True))
        if not keys and self.person.is_superuser:
            keys = [Role.Key.ADMINISTRATORS]
        language = languages.active()
        found = [chapter(f"first-day-{key}", language) for key in sorted(keys)]
        return {"chapters": [(each, render(each.text, language)) for each in found if each]}
