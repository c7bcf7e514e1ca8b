"""The facts on an organisation's page: those of its description that have a place there and say something."""

from typing import Any, NamedTuple

from django.utils.functional import Promise

from networks.models.fact import Fact, FactKind, is_told, label_of
from networks.models.organisation import Organisation


class PageFact(NamedTuple):
    """One fact as the page shows it."""

    name: str
    kind: FactKind
    heading: Promise | str
    value: Any


def page_facts(organisation: Organisation) -> list[PageFact]:
    """Return the facts in their order on the page, each with its heading."""
    placed = [fact for fact in organisation.facts if fact.page_order and is_told(organisation, fact)]
    found = [
        PageFact(fact.name, fact.kind, fact.heading_on(Organisation), _value(organisation, fact))
        for fact in sorted(placed, key=lambda fact: fact.page_order)
    ]
    return [fact for fact in found if fact.value and not _repeats_name(organisation, fact)]


def _value(organisation: Organisation, fact: Fact) -> Any:
    if fact.kind is FactKind.CHOICE:
        return label_of(organisation, fact)
    value = getattr(organisation, fact.name)
    return list(value.all()) if fact.is_relation else value


def _repeats_name(organisation: Organisation, fact: PageFact) -> bool:
    return fact.name == "legal_name" and fact.value == organisation.name
