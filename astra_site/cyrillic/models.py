"""What staff decide of the Cyrillic pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="openquote")
class CyrillicSettings(BaseGenericSetting):
    """How ASTRA's own name is written there, and which other names stay in Latin letters."""

    OWN_NAME = "ASTRA"

    class OwnName(models.TextChoices):
        """The two ways to write the name on a Cyrillic page."""

        LATIN = "latin", _("in Latin letters: ASTRA")
        CYRILLIC = "cyrillic", _("in Cyrillic letters: АСТРА")

    own_name = models.CharField(
        _("our name on Cyrillic pages"), max_length=8, choices=OwnName, default=OwnName.LATIN
    )
    latin_names = models.TextField(
        _("names that stay in Latin letters"),
        blank=True,
        help_text=_(
            "One name a line, exactly as the texts write it. Foreign names of organisations and networks "
            "are known already, and so are addresses, e-mails and Roman numerals."
        ),
    )

    class Meta:
        verbose_name = _("Cyrillic")

    @property
    def names(self) -> list[str]:
        """Return the names that stay, without empty lines."""
        return [line.strip() for line in self.latin_names.splitlines() if line.strip()]
