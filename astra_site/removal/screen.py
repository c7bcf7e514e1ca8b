"""What the page says that asks for the last press. Read while it is drawn, in the person's language."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from wagtail.models import AbstractPage, DraftStateMixin

from astra_site.removal import leading_on
from astra_site.removal.consequences import Consequence, consequences_of
from astra_site.removal.targets import Verb
from astra_site.removal.uses import Use, uses_of

# A list of 300 members helps nobody to decide.
MOST_SHOWN = 50


class Screen:
    """Uses, consequences and the offer of a redirect."""

    def __init__(self, request: HttpRequest, verb: Verb, objects: list[Any], context: dict[str, Any]) -> None:
        self.request = request
        self.verb = verb
        self.objects = objects
        self.context = context

    @cached_property
    def uses(self) -> list[Use]:
        """Return every place that uses one of the objects."""
        return uses_of(self.objects)

    @property
    def shown_uses(self) -> list[Use]:
        """Return the places that are named."""
        return self.uses[:MOST_SHOWN]

    @property
    def more_uses(self) -> int:
        """Return how many places there are besides."""
        return len(self.uses) - len(self.shown_uses)

    @cached_property
    def consequences(self) -> list[tuple[Any, list[Consequence]]]:
        """Return what goes with each of the objects."""
        found = [(instance, consequences_of(instance, self.verb)) for instance in self.objects]
        return [(instance, told) for instance, told in found if told]

    @cached_property
    def addresses(self) -> list[str]:
        """Return the public addresses that will answer no more."""
        return leading_on.addresses_of(self.objects)

    @property
    def has_something_to_say(self) -> bool:
        """Tell whether Wagtail's own page would keep something quiet."""
        return bool(self.uses or self.consequences or self.addresses)

    @property
    def is_refused(self) -> bool:
        """Tell whether the things stay: what is used is not deleted."""
        return self.verb is Verb.DELETE and bool(self.uses)

    @property
    def is_unpublishing(self) -> bool:
        """Tell whether the things only leave the public pages."""
        return self.verb is Verb.UNPUBLISH

    @property
    def names(self) -> list[str]:
        """Return what the things are called."""
        return [
            instance.get_admin_display_title() if isinstance(instance, AbstractPage) else str(instance)
            for instance in self.objects
        ]

    @cached_property
    def destinations(self) -> list[Any]:
        """Return the pages to which the addresses could lead; none for whoever makes no redirects."""
        if not self.addresses or not self.request.user.has_perm(leading_on.RIGHT):
            return []
        return leading_on.destinations(self.objects)

    @property
    def unpublish_url(self) -> str:
        """Return where one thing is unpublished instead of deleted; empty where that is not offered."""
        if len(self.objects) != 1 or not isinstance(self.objects[0], DraftStateMixin):
            return ""
        instance: Any = self.objects[0]
        if not instance.live:
            return ""
        viewset = getattr(instance, "snippet_viewset", None)
        name = viewset.get_url_name("unpublish") if viewset else "wagtailadmin_pages:unpublish"
        try:
            return reverse(name, args=[instance.pk])
        except NoReverseMatch:
            return ""

    @property
    def next_url(self) -> str:
        """Return where Wagtail's page goes on to; empty where it decides later."""
        return self.context.get("next") or self.context.get("next_url") or ""

    @property
    def back_url(self) -> str:
        """Return where whoever changes her mind goes."""
        return self.next_url or reverse("wagtailadmin_home")

    @property
    def live_below(self) -> bool:
        """Tell whether published pages stand below one that is unpublished."""
        return self.is_unpublishing and any(
            isinstance(instance, AbstractPage) and instance.get_descendants().live().exists()
            for instance in self.objects
        )

    @property
    def asks_for_name(self) -> bool:
        """Tell whether so much goes that the site's name must be typed."""
        return bool(self.context.get("type_to_confirm_before_delete"))

    @property
    def total_pages(self) -> int:
        """Return how many pages go."""
        pages = [instance for instance in self.objects if isinstance(instance, AbstractPage)]
        return sum(page.get_descendants(inclusive=True).count() for page in pages)
