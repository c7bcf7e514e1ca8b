"""What the names of networks mean, for those who meet an abbreviation or a foreign name."""

import re

from astra_site.languages.fallback import plain
from networks.models import NetworkPage


def full_name(network: NetworkPage) -> str:
    """Return the title without the short name or the acronym that it repeats."""
    short, acronym = re.escape(plain(network, "short_name")), re.escape(network.acronym)
    return re.sub(rf"\s*\((?:{short}|{acronym})\)$|^{short}\s*–\s*", "", plain(network, "title"))


def gloss(network: NetworkPage) -> str:
    """Return what follows the name where it is said what the acronym stands for; else "".

    "European Implementation Network – Evropska mreža za izvršenje presuda" gives the Serbian half.
    """
    name, stands_for = full_name(network), plain(network, "acronym_meaning")
    return re.sub(r"^\s*[–,]\s*", "", stands_for.removeprefix(name)) if stands_for.startswith(name) else ""


def meaning(network: NetworkPage) -> str:
    """Return what the abbreviation in a network's short name means; "" where there is none."""
    has_acronym = bool(network.acronym) and network.acronym in plain(network, "short_name")
    return (gloss(network) or full_name(network)) if has_acronym else ""
