"""The form of the safety settings."""

from astra_site.editing.forms import BilingualForm


class SafetySettingsForm(BilingualForm):
    """Leaves the exit to those who care for safety; moderators choose the hotlines and the page.

    The page is handed to those who care for safety, so they do not choose it themselves.
    """

    safety_fields = frozenset({"exit_destination"})

    def locked_without_safety(self) -> frozenset[str]:
        """Keep the exit from all others."""
        return self.safety_fields
