"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, as OWASP advises.

    Django's own takes 100 MiB for each attempt to log in: a few at once would empty a small server.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
