"""What a password may not be, besides what Django knows."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Whoever attacks this site tries them first, so they may stand nowhere. Folded, as all words here.
OWN_WORDS = ("astra", "116000", "preugovor", "trafficking", "trgovinaljudima", "trgovinom", "nestaladeca")
# They may stand in a password that is long enough without them.
NEAR_WORDS = (
    "admin", "akcija", "anti", "belgrade", "beograd", "children", "deca", "human", "lozinka", "ljudima",
    "missing", "mreza", "mreze", "nestal", "network", "organizac", "organisation", "password", "serbia",
    "srbija", "telefon", "trgovina",
)  # fmt: skip
LEAST_OF_ITS_OWN = 8
# As people disguise letters, and as keyboards without ours write them.
_FOLD = str.maketrans("čćžšđ0134@$5", "cczsdoleaass", " -_.,!?")


class MaximumLengthValidator:
    """Refuses what is too long: each login would have to hash it."""

    def __init__(self, max_length: int = 128) -> None:
        self.max_length = max_length

    def validate(self, password: str, user: Any = None) -> None:
        """Take a password that is short enough.

        Raises:
            ValidationError: it is not.
        """
        if len(password) > self.max_length:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """Say it to whoever chooses a password."""
        return _("Your password may have at most %(number)d characters.") % {"number": self.max_length}


class OwnWordsValidator:
    """Refuses passwords made of the organisation's own words: “astraastraastra”, “Trgovina ljudima 2026”."""

    def validate(self, password: str, user: Any = None) -> None:
        """Take a password without the words of the organisation.

        Raises:
            ValidationError: it is made of them.
        """
        folded = password.casefold().translate(_FOLD)
        rest = folded
        for word in NEAR_WORDS:
            rest = rest.replace(word.translate(_FOLD), "")
        is_near = len(rest) < LEAST_OF_ITS_OWN and rest != folded
        if is_near or any(word.translate(_FOLD) in folded for word in OWN_WORDS):
            raise ValidationError(self.get_help_text(), code="password_of_own_words")

    def get_help_text(self) -> str:
        """Say it to whoever chooses a password."""
        return _("Your password may not be made of words of the organisation, such as “astra” or “mreža”.")
