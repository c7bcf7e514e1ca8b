"""Panels that show what is kept elsewhere."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from astra_site import languages
from networks.partial_dates import display


class MembershipsPanel(Panel):
    """The networks of an organisation, to read; they are edited on each network's page."""

    class BoundPanel(Panel.BoundPanel):
        """The panel with its organisation."""

        template_name = "admin/memberships_panel.html"

        def is_shown(self) -> bool:
            """Hide the panel while the organisation is being added."""
            return bool(self.instance and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the memberships, and the public addresses."""
            memberships = self.instance.memberships.select_related("network", "organisation").order_by(
                "network__path"
            )
            return {
                **super().get_context_data(parent_context),
                "memberships": [
                    {
                        "network": one.network.title,
                        "is_live": one.network.live,
                        "address": reverse("wagtailadmin_pages:edit", args=[one.network_id]),
                        "kind": one.get_kind_display(),
                        "is_unconfirmed": one.is_unconfirmed,
                        "since": display(one.since) if one.since else "",
                        "until": display(one.until) if one.until else "",
                        "is_former": one.has_ended,
                    }
                    for one in memberships
                ],
                "addresses": self._addresses() if self.instance.live else [],
            }

        def _addresses(self) -> list[tuple[str, str]]:
            found = [(languages.html_code(code), self.instance.address_in(code)) for code in languages.CODES]
            return [(code, address) for code, address in found if address]
