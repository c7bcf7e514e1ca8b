"""What of a page or a snippet can be found."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import get_text_for_indexing

from astra_site import languages
from astra_site.languages.fallback import is_empty, plain
from astra_site.pages.models import BasePage


class IndexedContact(NamedTuple):
    """A published number, website or e-mail address, and where a link to it leads, if it may be one."""

    text: str
    href: str = ""


class Document(NamedTuple):
    """What is indexed of one thing in one language."""

    kind: str
    title: str
    url: str
    # Other names, in any language; shown where one of them is why it was found.
    names: tuple[str, ...] = ()
    # The first sentences, which tell what it is; the text goes on from there.
    lead: str = ""
    text: str = ""
    # Found and never shown: what the text says in other words, such as a town in the other language.
    also: tuple[str, ...] = ()
    contacts: tuple[IndexedContact, ...] = ()
    # What a word of the title weighs, beside the weights of indexing.
    title_weight: int = 24


# Makes the document of each of some objects in a language, or None where there is none to find.
DocumentMaker = Callable[[Sequence[Any], str], list[Document | None]]
# Lists the published objects of a model.
Lister = Callable[[], QuerySet]
# So many objects are held in memory at a time.
BATCH = 500
# Stands between texts that were not written to be read on: fields, headings, paragraphs.
BREAK = " · "

_MAKERS: dict[type[Model], tuple[DocumentMaker, Lister]] = {}


def register(model: type[Model], make: DocumentMaker, published: Lister) -> None:
    """Let the objects of `model` be found."""
    _MAKERS[model] = (make, published)


def documents_of(instances: Sequence[Model], language: str) -> list[Document | None]:
    """Return what can be found in `language` of each of some objects, all of one searchable model."""
    return next(make for model, (make, _) in _MAKERS.items() if isinstance(instances[0], model))(
        instances, language
    )


def is_searchable(model: type[Model]) -> bool:
    """Tell whether objects of `model` can be found."""
    return any(issubclass(model, known) for known in _MAKERS)


def all_published() -> Iterator[Model]:
    """Return everything that can be found, one model after the other."""
    for _make, published in _MAKERS.values():
        yield from published().iterator(chunk_size=BATCH)


def listers() -> Iterator[tuple[type[Model], QuerySet]]:
    """Return each searchable model and its published objects."""
    yield from ((model, published()) for model, (_make, published) in _MAKERS.items())


def plain_text(instance: Model, field: str, language: str) -> str:
    """Return the words of a translated field: of text, rich text or a stream, without a fallback."""
    name = languages.column(instance, field, language)
    value = getattr(instance, name)
    if is_empty(value):
        return ""
    model_field = instance._meta.get_field(name)
    if isinstance(model_field, StreamField):
        return BREAK.join(model_field.get_searchable_content(value))
    if isinstance(model_field, RichTextField):
        value = get_text_for_indexing(value)
    return " ".join(str(value).split())


def page_documents(pages: Sequence[BasePage], language: str) -> list[Document | None]:
    """Return what can be found of pages: the title of each, its own names and its text."""
    return [_page_document(page, language) for page in pages]


def _page_document(page: BasePage, language: str) -> Document | None:
    if not page.is_translated(language):
        return None
    fields = [field for field in getattr(page, "searched_fields", page.translated_fields) if field != "lead"]
    texts = [plain_text(page, field, language) for field in fields]
    names = getattr(page, "searched_names", ())
    contacts = getattr(page, "searched_contacts", ())
    return Document(
        kind=getattr(page, "search_kind", "page"),
        title=plain(page, "title", language),
        url=page.url_in(language) or "",
        names=tuple(in_every_language(page, ("title", *names), language)),
        lead=plain_text(page, "lead", language) if hasattr(page, "lead") else "",
        text=BREAK.join(text for text in texts if text),
        also=(
            *in_every_language(page, getattr(page, "searched_places", ()), language),
            *(plain_text(page, field, language) for field in getattr(page, "searched_unseen", ())),
        ),
        contacts=tuple(IndexedContact(text, text) for text in in_every_language(page, contacts, language)),
    )


def in_every_language(instance: Model, fields: Iterable[str], language: str) -> list[str]:
    """Return the texts of fields in all languages, those of `language` first, without fallbacks."""
    tongues = (language, languages.other(language))
    texts = [plain_text(instance, field, tongue) for field in fields for tongue in tongues]
    return [text for text in dict.fromkeys(texts) if text]


def published_pages() -> QuerySet:
    """Return the published pages that everybody may see."""
    return BasePage.objects.live().public().filter(depth__gt=1).specific()
