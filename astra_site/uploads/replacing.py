"""The file of an upload that is used somewhere: replaced by those who publish, and by nobody else.

A new file is on the public pages at once, without a draft that somebody could approve. Whoever may not
publish uploads a new picture instead and chooses it in the page: the old one stays until that is approved.
"""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from astra_site.removal.uses import is_used
from astra_site.uploads.permissions import may_replace

KEPT = _(
    "It is used, so its file stays. To show another one, upload that and choose it in the page; "
    "the old one stays there until the change is approved."
)
# The mixin stands before a form of an upload; to mypy it is one.
_Form: Any = object


class ReplacedByPublishersMixin(_Form):
    """A form with a title and one `file`."""

    @cached_property
    def is_of_something_used(self) -> bool:
        """Tell whether the upload is used, also in a draft."""
        return bool(self.instance.pk) and is_used(self.instance)

    def keep_used_file(self, person: Any) -> None:
        """Take the file out of the form of those who may not replace it, and say what to do instead."""
        if "file" not in self.fields or not self.is_of_something_used:
            return
        if may_replace(person):
            self._say_at("file", _("It is used: visitors see another file at once."))
            return
        del self.fields["file"]
        if "title" in self.fields:
            self._say_at("title", KEPT)

    def _say_at(self, name: str, text: Any) -> None:
        # Wagtail's form has drawn the field before us, and with it what helped then.
        self.fields[name].help_text = self[name].help_text = text
