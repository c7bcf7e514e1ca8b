"""How a field says in which language it is. Read by the settings, so it imports nothing."""

# Each language by its own name, whatever language the admin speaks.
NAMES = {"sr-latn": "srpski", "en": "English"}


def in_language(verbose_name: object, language: str) -> str:
    """Return the name of a field's column in `language`: "lead (srpski)"."""
    return f"{verbose_name} ({NAMES[language]})"
