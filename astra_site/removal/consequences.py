"""What visitors lose together with a thing: apps say it of their own models."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.translation import ngettext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import AbstractPage

from astra_site.removal.targets import Verb


class Consequence(NamedTuple):
    """Something that goes too: a sentence, and the things that it speaks of with their addresses."""

    sentence: str
    things: tuple[tuple[str, str], ...] = ()


Says = Callable[[Any, Verb], Iterable[Consequence]]

_registered: list[tuple[type[Model], Says]] = []


def register_consequences(model: type[Model], says: Says) -> None:
    """Let `says` tell what goes with an object of `model`."""
    _registered.append((model, says))


def consequences_of(instance: Model, verb: Verb) -> list[Consequence]:
    """Return what goes with `instance`."""
    told = [says for model, says in _registered if isinstance(instance, model)]
    found = [consequence for says in told for consequence in says(instance, verb)]
    if isinstance(instance, AbstractPage) and verb is Verb.DELETE:
        found += _of_page(instance)
    return found


def _of_page(page: Any) -> Iterator[Consequence]:
    below = page.get_descendants().count()
    if below:
        yield Consequence(
            ngettext("%(number)d page below it.", "%(number)d pages below it.", below) % {"number": below}
        )
    older = Redirect.objects.filter(redirect_page=page, automatically_created=True).count()
    if older:
        yield Consequence(
            ngettext(
                "%(number)d redirect from an address that it had before.",
                "%(number)d redirects from addresses that it had before.",
                older,
            )
            % {"number": older}
        )
