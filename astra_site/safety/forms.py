"""The form of the safety settings."""

from astra_site.editing.forms import BilingualForm


class SafetySettingsForm(BilingualForm):
    """Leaves the exit to those who care for safety; moderators choose the hotlines."""

    safety_only_fields = frozenset({"exit_destination"})
