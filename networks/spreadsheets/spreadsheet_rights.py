"""Who may export and import."""

from typing import Any

from astra_site.accounts import rights
from astra_site.editing import second_person


def may_export(person: Any) -> bool:
    """Tell whether `person` may take the whole list with them: those who may change it."""
    return person.has_perm("networks.change_organisation") and rights.may_edit_source(person)


def may_import(person: Any) -> bool:
    """Tell whether `person` may import: it creates as well as changes."""
    return may_export(person) and person.has_perm("networks.add_organisation")


def may_publish(person: Any) -> bool:
    """Tell whether what `person` imports is published; otherwise it waits as drafts."""
    return person.has_perm("networks.publish_organisation") and not second_person.is_needed(person)


may_show_secret_places = rights.may_edit_safety
