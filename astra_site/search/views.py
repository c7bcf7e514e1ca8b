"""The search page. No query is logged and no cookie set; the page asks not to be indexed."""

from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import pgettext

from astra_site import languages
from astra_site.caching import cacheable
from astra_site.caching.cacheable import QueryParameters
from astra_site.cyrillic.names import as_typed
from astra_site.pages.alternates import WithParameters
from astra_site.pages.paging import page_number, paging
from astra_site.search import corrections
from astra_site.search.best_answers import best_answers
from astra_site.search.excerpts import excerpt, lines_found, with_marks
from astra_site.search.query import PAGE_SIZE, Results, find
from astra_site.search.question import MAX_QUERY
from astra_site.search.ranking import FoundEntry
from astra_site.search.words import folded_words

# Asks for what was typed, slips and all.
LITERAL = "literal"
QUERY_PARAMETERS = QueryParameters(frozenset({"page", LITERAL}), typed=frozenset({"q"}))


@cache
def _address(language: str) -> str:
    with translation.override(language):
        return reverse(f"search_{language.replace('-', '_')}")


class SearchURL:
    """The search page as something that has an address in each language."""

    def url_in(self, language: str) -> str:
        """Return the address without the host."""
        return _address(language)

    def is_translated(self, language: str) -> bool:
        """The page itself is there in every language."""
        return True


def search(request: HttpRequest) -> HttpResponse:
    """Answer a question with a page of results, or with suggestions where there are none."""
    language = languages.active()
    question = request.GET.get("q", "").replace("\x00", "")[:MAX_QUERY].strip()
    is_literal = LITERAL in request.GET
    results = find(question, language, page_number(request.GET), is_literal, request)
    asked = f"{question} {results.corrected}"
    parameters = {"q": question, **({LITERAL: "1"} if is_literal else {})} if question else {}
    context = {
        "is_search": True,
        "question": question,
        "heading": _heading(question),
        "answers": best_answers(asked, language, request),
        "results": results,
        "hits": [_hit(entry, results, language) for entry in results.entries],
        "suggestions": _suggestions(results, language),
        "literal": urlencode({"q": question, LITERAL: "1"}),
        "canonical": SearchURL(),
        # The language switch keeps the question.
        "with_parameters": WithParameters(SearchURL(), lambda _language: urlencode(parameters)),
        "paging": paging(request.GET, results.page, results.pages),
        "first_number": (results.page - 1) * PAGE_SIZE + 1,
    }
    response = render(request, "pages/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    cacheable.mark(request, response, QUERY_PARAMETERS)
    return response


def _heading(question: str) -> str:
    """Return the title of the page, with the question as long as a tab has room for."""
    page = pgettext("the page", "Search")
    return f"{as_typed(Truncator(question).chars(60))} – {page}" if question else page


def _hit(entry: FoundEntry, results: Results, language: str) -> dict[str, Any]:
    """Return what the page shows of an entry: why it was found is in it, and marked."""
    forms = results.forms
    return {
        "kind": entry.kind,
        "url": entry.url,
        "title": with_marks(entry.title, forms, language),
        "names": [line.marked for line in lines_found(_other_names(entry), forms, language)],
        "contacts": _contacts(entry, results, language),
        "excerpt": excerpt(entry.text, forms, language),
    }


def _other_names(entry: FoundEntry) -> list[str]:
    """Return the names of an entry that say a word that its title does not."""
    title = set(folded_words(entry.title)) if entry.names else set()
    return [name for name in entry.names.splitlines() if not title.issuperset(folded_words(name))]


def _contacts(entry: FoundEntry, results: Results, language: str) -> list[dict[str, str]]:
    """Return the contacts by which an entry was found; a number with what a telephone here dials for it."""
    hrefs = dict(line.split("\t") for line in entry.contacts.splitlines())
    return [
        {"text": line.marked, "tel": hrefs[line.text].partition("tel:")[2]}
        for line in lines_found(hrefs, results.forms, language)
    ]


def _suggestions(results: Results, language: str) -> list[str]:
    if not results.unknown or not (results.is_partial or not results.total):
        return []
    return corrections.suggestions(results.words, results.unknown, language)
