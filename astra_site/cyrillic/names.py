"""The names that have a form of their own in Cyrillic, kept in memory: staff's, the domain's, ASTRA's."""

from collections.abc import Callable, Iterable
from html import escape

from django.http import HttpRequest

from astra_site.caching.cache import Cache
from astra_site.cyrillic.models import CyrillicSettings
from astra_site.languages import script
from astra_site.serbian import cyrillic
from astra_site.serbian.cyrillic import NamesAsShown

# Cases of a name in capitals that ends in A: ASTRA, ASTRE, ASTRIN.
_CASES = "A E I U O OM IN INA INE INI INO INU INOG INOJ INOM INIM INIH".split()
Forms = dict[str, str]
# The domain adds what gives its names, each with how it is shown.
SOURCES: list[Callable[[], Forms]] = []


def _read() -> NamesAsShown:
    forms: Forms = {}
    for source in SOURCES:
        forms |= source()
    settings = CyrillicSettings.objects.first() or CyrillicSettings()
    forms |= {name: name for name in settings.names}
    own = [f"{CyrillicSettings.OWN_NAME[:-1]}{ending}" for ending in _CASES]
    is_latin = settings.own_name == CyrillicSettings.OwnName.LATIN
    forms |= {name: name if is_latin else cyrillic.letters(name) for name in own}
    # As they stand in HTML.
    return NamesAsShown(
        forms | {escape(name, quote=False): escape(forms[name], quote=False) for name in forms}
    )


NAMES = Cache(_read)


def to_cyrillic(text: str, request: HttpRequest | None = None) -> str:
    """Return `text` in Cyrillic, with this site's names as they are."""
    return cyrillic.to_cyrillic(text, NAMES.get(request))


def in_script(text: str) -> str:
    """Return `text` in the alphabet of the page that is being made, where no HTML will be derived from it."""
    return to_cyrillic(text) if script.is_cyrillic() and text else text


def as_typed(text: str) -> str:
    """Return what a visitor has typed so that the Cyrillic page shows it as it is."""
    return text.join(cyrillic.AS_TYPED) if text and script.is_cyrillic() else text


def stays(names: Iterable[str]) -> Forms:
    """Return names as such that are shown as they are."""
    return {name: name for name in names if name}
