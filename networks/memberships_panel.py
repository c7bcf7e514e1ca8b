"""Panels that show what is kept elsewhere."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from astra_site import languages
from networks.partial_dates import display


class OfAStoredOne(Panel.BoundPanel):
    """A panel that is hidden while the organisation is being added."""

    def is_shown(self) -> bool:
        """Tell whether the organisation is there already."""
        return bool(self.instance.pk)


class MembershipsPanel(Panel):
    """The networks of an organisation, to read; they are edited on each network's page."""

    class BoundPanel(OfAStoredOne):
        """The panel with its organisation."""

        template_name = "admin/memberships_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the memberships, and the public addresses."""
            memberships = self.instance.memberships.select_related("network", "organisation")
            return {
                **super().get_context_data(parent_context),
                "memberships": [
                    (membership, display(membership.since), display(membership.until))
                    for membership in memberships.order_by("network__path")
                ],
                "addresses": self._addresses() if self.instance.live else [],
            }

        def _addresses(self) -> list[tuple[str, str]]:
            found = [(languages.html_code(code), self.instance.url_in(code)) for code in languages.CODES]
            return [(code, url) for code, url in found if url]


class SecretPlacePanel(Panel):
    """The switch has a page of its own: it holds at once, whatever becomes of the form.

    While the organisation is being added, the form has the switch.
    """

    class BoundPanel(OfAStoredOne):
        """The panel with its organisation."""

        template_name = "admin/secret_place_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add where the switch is."""
            url = reverse("secret_place", args=[self.instance.pk])
            return {**super().get_context_data(parent_context), "url": url}
