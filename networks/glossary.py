"""The visitors' glossary: its page, its terms in the order of the alphabet, and how they are found."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail.signals import page_published, page_unpublished

from astra_site import languages
from astra_site.caching.cache import Cache
from astra_site.cyrillic.order import sort_key
from astra_site.languages.fallback import plain
from astra_site.search import documents, indexing
from networks.models import GlossaryTerm, StandardPage

BLOCK = "glossary"
# A page whose name has the word says more of it than the explanation does.
TITLE_WEIGHT = 8


class Glossary(NamedTuple):
    """The terms, and the published page on which they stand, if there is one."""

    page: StandardPage | None
    terms: list[GlossaryTerm]


def _read() -> Glossary:
    return Glossary(_page(), list(GlossaryTerm.objects.all()))


def _page() -> StandardPage | None:
    return next(filter(_has_terms, StandardPage.objects.live().order_by("path")), None)


def _has_terms(page: StandardPage) -> bool:
    return bool(page.body_sr_latn and page.body_sr_latn.first_block_by_name(BLOCK))


GLOSSARY = Cache(_read)


def in_order(request: HttpRequest | None) -> list[GlossaryTerm]:
    """Return the terms in the order of the alphabet in which the page will be read."""
    return sorted(GLOSSARY.get(request).terms, key=lambda term: sort_key(plain(term, "word")))


def term_documents(terms: Sequence[GlossaryTerm], language: str) -> list[documents.Document | None]:
    """Return what can be found of terms: nothing where no page explains them, or they are not translated."""
    page = _page()
    url = page.url_in(language) if page else None
    return [_document(term, language, url) if url else None for term in terms]


def _document(term: GlossaryTerm, language: str, url: str) -> documents.Document | None:
    if not getattr(term, languages.column(term, "word", language)):
        return None
    return documents.Document(
        kind="page",
        title=plain(term, "word", language),
        url=f"{url}#{term.key}",
        lead=plain(term, "explanation", language),
        also=(plain(term, "other_forms", language),),
        title_weight=TITLE_WEIGHT,
    )


def _index_terms(sender: type, instance: Any, **kwargs: Any) -> None:
    """Index all terms anew where the page on which they stand comes or goes."""
    if _has_terms(instance):
        indexing.index_many(GlossaryTerm.objects.all())


def _index_term(sender: type, instance: GlossaryTerm, **kwargs: Any) -> None:
    indexing.index(instance)


def connect() -> None:
    """Let the terms be found, also after a change."""
    documents.register(GlossaryTerm, term_documents, GlossaryTerm.objects.all)
    post_save.connect(_index_term, sender=GlossaryTerm)
    for signal in (page_published, page_unpublished, post_delete):
        signal.connect(_index_terms, sender=StandardPage)
