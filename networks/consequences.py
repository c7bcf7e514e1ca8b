"""What visitors lose with a network or an organisation, for the page that asks for the last press."""

from collections.abc import Iterator
from typing import Any

from django.db.models.signals import m2m_changed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import update_reference_index_on_save

from astra_site.editing.edit_urls import edit_url
from astra_site.removal.consequences import Consequence, register_consequences
from astra_site.removal.references import Target, target_of
from astra_site.removal.targets import Verb
from networks.models import FieldOfWork, Membership, NetworkPage, Organisation, SiteSettings

# More names than that are a number.
MOST_NAMED = 20


def of_network(network: NetworkPage, verb: Verb) -> Iterator[Consequence]:
    """Tell of its members, and of every list that it is gone from."""
    memberships = list(Membership.objects.filter(network=network).select_related("organisation"))
    if memberships:
        number = len(memberships)
        sentence = (
            ngettext("%(number)d membership, deleted:", "%(number)d memberships, deleted:", number)
            if verb is Verb.DELETE
            else ngettext("%(number)d membership, hidden:", "%(number)d memberships, hidden:", number)
        )
        things = tuple(
            (str(membership.organisation), edit_url(Organisation, membership.organisation_id) or "")
            for membership in memberships[:MOST_NAMED]
        )
        yield Consequence(sentence % {"number": number}, things)
    if network.live:
        yield Consequence(
            _("The network on the list of networks, the map, the timeline, in overlaps and in search.")
        )


def of_organisation(organisation: Organisation, verb: Verb) -> Iterator[Consequence]:
    """Tell of every list that it is gone from; the networks that name it stand among its uses."""
    if organisation.live:
        yield Consequence(
            _("The organisation in the directory, on maps, in search, in overlaps and in data files.")
        )


def fields_of_work_in(value: list[FieldOfWork]) -> Iterator[tuple[type, str, str, str]]:
    """Yield what Wagtail's index of references wants to know of an organisation's fields of work."""
    for field_of_work in value:
        key: Target = target_of(field_of_work)
        yield key.model, key.pk, key.pk, key.pk


def renew_index(instance: Any, reverse: bool, action: str, **kwargs: Any) -> None:
    """Note the fields of work of an organisation: they are stored when Wagtail has looked already."""
    if not reverse and action.startswith("post_"):
        update_reference_index_on_save(instance)


def connect() -> None:
    """Say all this where something is removed, and let the index know what it misses by itself."""
    register_consequences(NetworkPage, of_network)
    register_consequences(Organisation, of_organisation)
    ReferenceIndex.register_model(SiteSettings)
    # A many-to-many field does not tell the index by itself, which then says "used in 0 places".
    Organisation._meta.get_field("fields_of_work").extract_references = fields_of_work_in  # type: ignore[union-attr]
    m2m_changed.connect(renew_index, sender=Organisation.fields_of_work.through)
