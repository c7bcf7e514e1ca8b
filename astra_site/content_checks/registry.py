"""What apps tell the checks of their own subject: names, words and checks of their models."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Model

from astra_site.content_checks.messages import MESSAGES, Message


class Avoided(NamedTuple):
    """A spelling or name that the house style does not write, and what it writes instead."""

    pattern: re.Pattern
    instead: str
    languages: tuple[str, ...] = ("sr-latn", "en")
    rule: str = "do-not-write"


class Problem(NamedTuple):
    """What a check of an app's own finds in an object; `field` is the column it is about."""

    rule: str
    excerpt: str
    field: str = ""


class Names(NamedTuple):
    """What the rules take from the data: acronyms, and names that need no mark of language."""

    acronyms: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


# It takes an object of the model with which it is registered.
Check = Callable[[Any], Iterable[Problem]]

_avoided: list[Avoided] = []
_checks: list[tuple[type[Model], Check]] = []
_names: list[Callable[[], Names]] = []
_left_out: set[tuple[str, str]] = set()


def register_avoided(*avoided: Avoided) -> None:
    """Add spellings and names that the house style does not write."""
    _avoided.extend(avoided)


def register_check(model: type[Model], check: Check) -> None:
    """Add a check of the objects of `model`; it reads the object as last saved, draft or not."""
    _checks.append((model, check))


def register_message(rule: str, message: Message) -> None:
    """Describe a rule of an app's own."""
    MESSAGES[rule] = message


def register_names(names: Callable[[], Names]) -> None:
    """Add a source of acronyms and names; it is asked once for each run over many objects."""
    _names.append(names)


def leave_out(field: str, *rules: str) -> None:
    """Never apply `rules` to the fields called `field`, such as the former names of something."""
    _left_out.update((field, rule) for rule in rules)


def is_left_out(field: str, rule: str) -> bool:
    """Tell whether `rule` is not for the fields called `field`."""
    return (field, rule) in _left_out


@lru_cache
def avoided_in(language: str) -> tuple[Avoided, ...]:
    """Return what is not written in `language`."""
    return tuple(avoided for avoided in _avoided if language in avoided.languages)


def checks_of(instance: Model) -> list[Check]:
    """Return the checks for `instance`."""
    return [check for model, check in _checks if isinstance(instance, model)]


def all_names() -> Names:
    """Ask every source for its acronyms and names."""
    found = [source() for source in _names]
    return Names(
        frozenset().union(*(names.acronyms for names in found)),
        frozenset().union(*(names.names for names in found)),
    )
