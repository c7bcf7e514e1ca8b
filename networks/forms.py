"""Forms of the domain's pages."""

from itertools import combinations
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from astra_site.editing.forms import BilingualForm
from astra_site.pages.forms import BasePageForm
from astra_site.uploads.described import DescribedPicturesMixin


class NetworkPageForm(DescribedPicturesMixin, BasePageForm):
    """Refuses two memberships that say the same of one organisation at one time."""

    def clean(self) -> dict[str, Any]:
        """Compare the memberships with each other."""
        cleaned = super().clean()
        formset = self.formsets.get("memberships")
        if formset is None:
            return cleaned
        kept = [form for form in formset.forms if form.is_valid() and form.has_changed() or form.instance.pk]
        kept = [form for form in kept if not getattr(form, "cleaned_data", {}).get(DELETION_FIELD_NAME)]
        for earlier, later in combinations(kept, 2):
            if later.instance.organisation_id and earlier.instance.overlaps(later.instance):
                later.add_error(
                    "organisation",
                    ValidationError(_("This organisation is already in the list for the same time.")),
                )
                self.add_error(None, _("An organisation is in the list of members twice for the same time."))
        return cleaned


class OrganisationForm(DescribedPicturesMixin, BilingualForm):
    """Leaves the secrecy of a place to its own page: it holds at once, and waits for no draft.

    Beside the names stands which organisations there are of nearly the same: static/admin/names-alike.js.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("do_not_publish_location", None)
        for name in {"name_sr_latn", "name_en"} & self.fields.keys():
            address = f"{reverse('names_alike')}?but={self.instance.pk or ''}"
            self.fields[name].widget.attrs["data-names-alike"] = address
