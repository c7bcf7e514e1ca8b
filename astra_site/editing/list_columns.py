"""Columns that lists of staff share."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column


class VerifiedOnColumn(Column):
    """A date as a date; Wagtail's column says how long ago it was."""

    def get_value(self, instance: Any) -> str:
        """Return the day."""
        day = super().get_value(instance)
        return date_format(day, "SHORT_DATE_FORMAT") if day else ""


VERIFIED_ON = VerifiedOnColumn("verified_on", label=_("Verified on"), sort_key="verified_on")
