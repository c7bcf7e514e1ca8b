"""The search page. No query is logged and no cookie set; the page asks not to be indexed."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from astra_site import languages
from astra_site.pages.paging import page_number, paging
from astra_site.search import query
from astra_site.search.excerpts import excerpt, with_marks


class SearchURL:
    """The search page as something that has an address in each language."""

    def __init__(self, parameters: str = "") -> None:
        self.parameters = parameters

    def url_in(self, language: str) -> str:
        """Return the address without the host, with the question."""
        with translation.override(language):
            url = reverse(f"search_{language.replace('-', '_')}")
        return f"{url}?{self.parameters}" if self.parameters else url

    def is_translated(self, language: str) -> bool:
        """The page itself is there in every language."""
        return True


def search(request: HttpRequest) -> HttpResponse:
    """Answer a question with a page of results, or with suggestions where there are none."""
    language = languages.active()
    question = request.GET.get("q", "")[: query.MAX_QUERY].replace("\x00", "").strip()
    results = query.find(question, language, page_number(request.GET))
    suggestions = (
        query.suggestions(results.words, language)
        if results.words and (results.is_partial or not results.total)
        else []
    )
    context = {
        "question": question,
        "results": results,
        "hits": [
            {
                "kind": entry.kind,
                "url": entry.url,
                "title": with_marks(entry.title, results.words, language),
                "excerpt": excerpt(entry.text, results.words, language),
            }
            for entry in results.entries
        ],
        "suggestions": suggestions,
        "canonical": SearchURL(),
        # The language switch keeps the question.
        "with_parameters": SearchURL(urlencode({"q": question}) if question else ""),
        "paging": paging(request.GET, results.page, results.pages),
        "first_number": (results.page - 1) * query.PAGE_SIZE + 1,
    }
    response = render(request, "pages/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
