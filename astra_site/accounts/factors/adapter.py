"""What allauth is told of this site: how secrets are kept, and what an app shows beside its code."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import cached_property


class WrongFactorKey(ImproperlyConfigured):
    """A stored secret cannot be read with any of the keys."""


class FactorAdapter(DefaultMFAAdapter):
    """Encrypts the secrets from which codes are computed; allauth keeps them as they are."""

    def encrypt(self, text: str) -> str:
        """Return `text` as it is stored."""
        return self._cipher.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was stored.

        Raises:
            WrongFactorKey: with another key.
        """
        # Loaded here: it costs a tenth of a second that a start does not need.
        from cryptography.fernet import InvalidToken

        try:
            return self._cipher.decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            message = "ASTRA_FACTOR_KEY does not fit the second factors that are stored: put the old key back"
            raise WrongFactorKey(message) from error

    @cached_property
    def _cipher(self) -> Any:
        from cryptography.fernet import Fernet, MultiFernet

        return MultiFernet([Fernet(key) for key in settings.FACTOR_KEYS])

    def build_totp_svg(self, url: str) -> str:
        """Return the picture for the app's camera, on white: in the admin's dark colours too."""
        # Loaded here, for the same reason.
        import qrcode
        from qrcode.image.svg import SvgPathFillImage

        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def get_totp_label(self, user: Any) -> str:
        """Return what an app shows beside the code: the name that she logs in with."""
        return user.get_username()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for which site a passkey is made."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}
