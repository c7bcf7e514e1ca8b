"""What safety changes and listens to from the start."""

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import ReferenceIndex

from astra_site.safety import admin_widgets, safe_browsing
from astra_site.safety.models import SafetySettings

admin_widgets.start_choosers_without_inline_scripts()
# Settings are no snippets, so that the index of references would not know of what they choose.
ReferenceIndex.register_model(SafetySettings)


@receiver(pre_save, sender=SafetySettings)
def note_former_page(instance: SafetySettings, **kwargs: Any) -> None:
    """Remember which page was on safe browsing until now."""
    stored = SafetySettings.objects.filter(pk=instance.pk)
    instance.former_page_id = stored.values_list("safe_browsing_page", flat=True).first()


@receiver(post_save, sender=SafetySettings)
def hand_over_page(instance: SafetySettings, **kwargs: Any) -> None:
    """Let those who care for safety edit the page that is chosen now."""
    safe_browsing.hand_over(instance.former_page_id, instance.safe_browsing_page_id)
