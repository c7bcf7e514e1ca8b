"""A network's former address still chooses it: old links to the directory and to its files lead on."""

from wagtail.contrib.redirects.models import Redirect

from astra_site import languages
from networks.directory.facets import Choices, Unknown
from networks.directory.index import NETWORK, Value
from networks.models import NetworkIndexPage


def with_present_networks(choices: Choices) -> Choices | None:
    """Return the choices with what renamed networks are called now; None where no network is meant."""
    former = {unknown: _renamed(choices, unknown) for unknown in choices.unknown if unknown.facet == NETWORK}
    found = {unknown: value for unknown, value in former.items() if value}
    if not found:
        return None
    networks = dict.fromkeys([*choices.chosen.get(NETWORK, ()), *found.values()])
    rest = [unknown for unknown in choices.unknown if unknown not in found]
    return Choices(choices.index, {**choices.chosen, NETWORK: tuple(networks)}, choices.words, rest)


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
