"""A network's former address still chooses it: old links to the directory and to its files lead on."""

from wagtail.contrib.redirects.models import Redirect

from astra_site import languages
from networks.directory.facets import Choices, Unknown
from networks.directory.index import Value
from networks.directory.sets import NETWORK
from networks.models import NetworkIndexPage


def with_present_networks(choices: Choices) -> Choices | None:
    """Return the choices with what renamed networks are called now; None where no network is meant."""
    networks, rest = list(choices.chosen.get(NETWORK, ())), []
    for unknown in choices.unknown:
        present = _renamed(choices, unknown) if unknown.facet == NETWORK else None
        if present is None:
            rest.append(unknown)
        elif present not in networks:
            networks.append(present)
    if len(rest) == len(choices.unknown):
        return None
    # In the order in which addresses have them: networks come first.
    others = {facet: values for facet, values in choices.chosen.items() if facet != NETWORK}
    return Choices(choices.index, {NETWORK: tuple(networks), **others}, choices.words, rest)


def _renamed(choices: Choices, unknown: Unknown) -> Value | None:
    """Return the network that once had this last part of its address, in any language."""
    above = NetworkIndexPage.objects.live().first()
    if above is None:
        return None
    urls = [above.url_in(language) for language in languages.CODES]
    old = [Redirect.normalise_path(f"{url}{unknown.text}/") for url in urls if url]
    pages = Redirect.objects.filter(old_path__in=old).values_list("redirect_page_id", flat=True)
    networks = choices.index.values[NETWORK]
    return next((networks[str(page)] for page in pages if str(page) in networks), None)
