"""The findings of an object in a template."""

from typing import Any

from django import template
from django.db.models import Model

from astra_site.content_checks import panel

register = template.Library()


@register.inclusion_tag("admin/content_checks/panel.html")
def content_findings(instance: Model) -> dict[str, Any]:
    """Show what the checks find in `instance`; nothing for what is not checked or not yet saved."""
    if not instance.pk or not panel.is_checked(instance):
        return {"is_shown": False}
    return {
        "is_shown": True,
        "findings": panel.findings_of(instance),
        "url": panel.findings_url(instance),
    }
