"""Who may change what inside a page or snippet.

Wagtail's permissions end at the page; these three go on to the field. A person without any of them
changes nothing, so a new group can do no harm until somebody ticks a box.
"""

from django.contrib.auth.models import AbstractUser, AnonymousUser

Person = AbstractUser | AnonymousUser | None

SOURCE = "accounts.edit_source"
TRANSLATIONS = "accounts.edit_translations"
SAFETY = "accounts.edit_safety"


def may_edit_source(person: Person) -> bool:
    """Tell whether `person` may change Serbian texts and data. Nobody means the program itself."""
    return person is None or person.has_perm(SOURCE)


def may_edit_translations(person: Person) -> bool:
    """Tell whether `person` may change English texts."""
    return person is None or may_edit_source(person) or person.has_perm(TRANSLATIONS)


def may_edit_safety(person: Person) -> bool:
    """Tell whether `person` may set the exit and show a secret place again."""
    return person is None or person.has_perm(SAFETY)


def only_translates(person: Person) -> bool:
    """Tell whether `person` works on English texts alone."""
    return not may_edit_source(person) and may_edit_translations(person)
