"""Forms of the domain's pages."""

from collections import defaultdict
from itertools import combinations
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from astra_site.editing.forms import BilingualForm
from astra_site.editing.rows_formset import RowsFormSet
from astra_site.pages.forms import BasePageForm
from astra_site.uploads.described import DescribedPicturesMixin

ALREADY_THERE = _("This organisation is already in the list for the same time.")
TWICE_AT_ONE_TIME = _("An organisation is in the list of members twice for the same time.")


class NetworkPageForm(DescribedPicturesMixin, BasePageForm):
    """Refuses two memberships that say the same of one organisation at one time."""

    def clean(self) -> dict[str, Any]:
        """Compare the memberships with each other."""
        cleaned = super().clean()
        formset = self.formsets.get("memberships")
        if formset is not None:
            self._refuse_twice_at_one_time(formset)
        return cleaned

    def _refuse_twice_at_one_time(self, formset: RowsFormSet) -> None:
        sent = {form.instance.key: form for form in formset.forms if form.is_valid()}
        of_organisation = defaultdict(list)
        for row in formset.rows():
            of_organisation[row.organisation_id].append(row)
        for rows in of_organisation.values():
            for earlier, later in combinations(rows, 2):
                form = sent.get(later.key) or sent.get(earlier.key)
                if form and earlier.overlaps(later):
                    form.add_error("organisation", ALREADY_THERE)
                    self.add_error(None, TWICE_AT_ONE_TIME)


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
