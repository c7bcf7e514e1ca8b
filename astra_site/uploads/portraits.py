"""Portraits of staff: a picture like others, so nothing of where and with what it was taken stays in it."""

from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel

from astra_site.uploads.image_form import PictureFormField


class PortraitForm(AvatarPreferencesForm):
    """Draws a portrait anew before Wagtail makes it smaller."""

    avatar = PictureFormField(label=AvatarPreferencesForm.base_fields["avatar"].label, required=False)


def draw_portraits_anew() -> None:
    """Put the form in the place of Wagtail's, which keeps a small picture as it came."""
    AvatarSettingsPanel.form_class = PortraitForm
