"""Whether the keys of the settings fit what is stored, asked once at each start."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.db import DatabaseError

_SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def refuse_wrong_keys() -> None:
    """Read each stored secret once. A database that does not answer is no reason not to start.

    Raises:
        WrongFactorKey: one cannot be read, so its person could not log in.
    """
    try:
        factors = list(Authenticator.objects.filter(type__in=_SECRETS))
    except DatabaseError:
        return
    for factor in factors:
        decrypt(factor.data[_SECRETS[Authenticator.Type(factor.type)]])
