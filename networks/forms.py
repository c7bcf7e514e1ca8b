"""Forms of the domain's pages."""

from itertools import combinations
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from astra_site.editing.forms import BilingualForm
from astra_site.pages.forms import BasePageForm


class NetworkPageForm(BasePageForm):
    """Refuses two memberships that say the same of one organisation at one time."""

    def clean(self) -> dict[str, Any]:
        """Compare the memberships with each other."""
        cleaned = super().clean()
        formset = self.formsets.get("memberships")
        if formset is None:
            return cleaned
        kept = [form for form in formset.forms if form.is_valid() and form.has_changed() or form.instance.pk]
        kept = [form for form in kept if not (formset.can_delete and formset._should_delete_form(form))]
        for earlier, later in combinations(kept, 2):
            if later.instance.organisation_id and earlier.instance.overlaps(later.instance):
                later.add_error(
                    "organisation",
                    ValidationError(_("This organisation is already in the list for the same time.")),
                )
                self.add_error(None, _("An organisation is in the list of members twice for the same time."))
        return cleaned


class OrganisationForm(BilingualForm):
    """Keeps a secret place secret: only those who care for safety show it again."""

    safety_fields = frozenset({"do_not_publish_location"})

    def locked_without_safety(self) -> frozenset[str]:
        """Keep the switch from all others once it is on."""
        return self.safety_fields if self.instance.do_not_publish_location else frozenset()
