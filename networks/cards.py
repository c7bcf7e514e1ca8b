"""Organisations have a picture for links on other sites, as pages do."""

from django.db.models import Model

from astra_site.images import cards
from astra_site.translations.text import plain
from networks.models import Organisation


def connect() -> None:
    """Let organisations have cards."""
    cards.register("organizacija", Organisation, words_of_organisation)


def words_of_organisation(organisation: Model) -> cards.Words:
    """Return what an organisation's card says. No place: it may be a secret."""
    return cards.Words(plain(organisation, "name"), str(Organisation._meta.verbose_name))
