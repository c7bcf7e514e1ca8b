"""The two forms of an import: the file, and the consent to what the dry run has shown."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from networks.spreadsheets.reading import LARGEST_FILE, FileError, look_at, read

# Bytes; more would take longer than a person waits for a page, and the dry run reads it all the same.
READ_AT_ONCE = 50 * 1024


class UploadForm(forms.Form):
    """Takes a file and refuses one that cannot be read."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("An .xlsx, a .csv, or a .zip with .csv files; at most 5 MB and 20,000 rows a sheet."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.zip"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.raw = b""

    def clean_file(self) -> Any:
        """Read a small file whole, so that what is damaged is refused here; of a large one see its kind."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 5 MB."))
        self.raw = file.read()
        try:
            if len(self.raw) <= READ_AT_ONCE:
                read(self.raw, file.name)
            else:
                look_at(self.raw, file.name)
        except FileError as error:
            raise ValidationError(str(error)) from error
        return file


class ConsentForm(forms.Form):
    """Binds the import to the dry run that the person has seen."""

    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen = forms.BooleanField(label=_("I have looked at the doubts and want to import all the same."))

    def __init__(self, *args: Any, has_doubts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_doubts:
            del self.fields["seen"]
