"""How a visitor's choices stand in an address: ?mreza=at-mreza&zemlja=RS, or ?network=at-network&country=RS.

Both languages' words work in both. What somebody typed is cut to what anybody would type.
"""

from urllib.parse import urlencode

from django.http import QueryDict

from astra_site import languages
from astra_site.caching.cacheable import QueryParameters
from networks.directory.sets import COUNTRY, FACETS, FIELD, KIND, NETWORK, TOWN

PARAMETERS = {
    languages.SOURCE: {NETWORK: "mreza", COUNTRY: "zemlja", TOWN: "mesto", FIELD: "oblast", KIND: "vrsta"},
    languages.ENGLISH: {facet: facet for facet in FACETS},
}
# Words of a name, a town or a field of work, as somebody types them.
WORDS = {languages.SOURCE: "reci", languages.ENGLISH: "words"}
# Of the list and the map of organisations; files know them too.
CHOICE_PARAMETERS = QueryParameters(
    frozenset({"page", *(name for names in PARAMETERS.values() for name in names.values())}),
    typed=frozenset(WORDS.values()),
)
CHOICES = {*WORDS.values(), *(name for names in PARAMETERS.values() for name in names.values())}
# Of these several can be chosen at once, and one of them is enough.
SEVERAL = frozenset({NETWORK, FIELD})
MOST_VALUES = 20
LONGEST_VALUE = 60
LONGEST_WORDS = 100


def without_empty(parameters: QueryDict) -> str | None:
    """Return an address's parameters without empty choices; None where there is no empty one.

    A form sends also what was not chosen: ?mreza=&zemlja=RS. Two addresses of one page would be
    two for every cache, and nobody likes to send the long one to somebody.
    """
    pairs = [(name, value) for name, values in parameters.lists() for value in values]
    made = [(name, value) for name, value in pairs if value.strip() or name not in CHOICES]
    return urlencode(made) if len(made) < len(pairs) else None


def asked_words(parameters: QueryDict, language: str) -> str:
    """Return the words that somebody looks for, in one line of a length that a line can have."""
    for spoken in (language, languages.other(language)):
        text = " ".join(_clean(parameters.get(WORDS[spoken], "")).split())
        if text:
            return text[:LONGEST_WORDS]
    return ""


def asked_values(parameters: QueryDict, facet: str, language: str) -> list[str]:
    """Return what an address gives for a facet, each once, in this language's words or in the other's."""
    for spoken in (language, languages.other(language)):
        given = parameters.getlist(PARAMETERS[spoken][facet])
        texts = list(dict.fromkeys(text for text in map(_clean, given) if text))
        if texts:
            return texts[:MOST_VALUES] if facet in SEVERAL else texts[-1:]
    return []


def _clean(text: str) -> str:
    return text.replace("\x00", "").strip()
