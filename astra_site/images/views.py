"""Serves the cards of pages."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from astra_site.images import cards
from astra_site.pages import languages

LANGUAGES = {languages.html_code(language): language for language in languages.CODES}


@require_safe
def card(request: HttpRequest, name: str, pk: int, code: str, version: str) -> HttpResponse:
    """Answer with a card; an address from before the title changed leads to that of now.

    Raises:
        Http404: nothing published has this card.
    """
    thing = cards.published(name, pk)
    if thing is None or code not in LANGUAGES:
        raise Http404
    language = LANGUAGES[code]
    if version != cards.digest(cards.card(thing, language)):
        return HttpResponseRedirect(cards.address(thing, language))
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(cards.picture(thing, language), content_type="image/png", headers=headers)
