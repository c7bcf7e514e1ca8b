"""Counts states the slow way, by reading every published text.

Of what is stored it uses only what the English was written for and what people decided.
"""

from collections import Counter

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from astra_site.languages.fields import translated_fields
from astra_site.languages.normalised import normalised
from astra_site.translations.models import FieldTranslation
from astra_site.translations.recording import published_values
from astra_site.translations.report import SHOWN_STATES
from astra_site.translations.roots import owners, values


def recount() -> dict[str, int]:
    """Return how many fields of public objects are in each state."""
    rows = {(row.owner_type_id, row.owner_id, row.field): row for row in FieldTranslation.objects.all()}
    found: Counter = Counter(
        _state(owner, field, rows)
        for root in published_values()
        for owner in owners(root)
        for field in translated_fields(type(owner))
    )
    return {state: found[state] for state, _label in SHOWN_STATES}


def _state(owner: Model, field: str, rows: dict) -> str:
    source, target = map(normalised, values(owner, field))
    if not source:
        return "nothing_to_translate"
    row = rows.get((ContentType.objects.get_for_model(owner).pk, owner.pk, field))
    said = row.decision if row and row.decided_for == row.source else ""
    if not target:
        return "intentionally_blank" if said == "intentionally_blank" else "missing"
    if row is None or row.written_for == row.source:
        return "current"
    return "still_valid" if said == "still_valid" else "outdated"
