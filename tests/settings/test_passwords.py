"""How passwords are kept."""

from django.contrib.auth.hashers import check_password, make_password

from astra_site.accounts.hashers import SmallArgon2PasswordHasher
from astra_site.settings import base


def test_argon2id_takes_nineteen_mebibytes_and_no_more() -> None:
    hasher = SmallArgon2PasswordHasher()
    kept = hasher.encode("nekoliko dobrih reči", hasher.salt())
    assert kept.startswith("argon2$argon2id$")
    assert "m=19456,t=2,p=1" in kept
    assert hasher.verify("nekoliko dobrih reči", kept)
    assert not hasher.verify("nekoliko loših reči", kept)


def test_the_site_keeps_passwords_that_way(settings) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    assert check_password("tajna", make_password("tajna"))
    assert make_password("tajna").startswith("argon2$argon2id$")
