"""What of a page or a snippet can be found."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.html import strip_tags
from wagtail.fields import StreamField

from astra_site.pages import languages
from astra_site.pages.models import BasePage
from astra_site.translations.text import is_empty, plain


class Document(NamedTuple):
    """What is indexed of one thing in one language."""

    kind: str
    title: str
    address: str
    names: tuple[str, ...] = ()
    text: str = ""


# Makes the document of an object in a language, or None where there is none to find.
DocumentMaker = Callable[[Any, str], Document | None]
# Lists the published objects of a model.
Lister = Callable[[], Iterable[Model]]

_MAKERS: dict[type[Model], tuple[DocumentMaker, Lister]] = {}


def register(model: type[Model], make: DocumentMaker, published: Lister) -> None:
    """Let the objects of `model` be found."""
    _MAKERS[model] = (make, published)


def document_of(instance: Model, language: str) -> Document | None:
    """Return what can be found of `instance` in `language`."""
    for model, (make, _published) in _MAKERS.items():
        if isinstance(instance, model):
            return make(instance, language)
    return None


def is_searchable(model: type[Model]) -> bool:
    """Tell whether objects of `model` can be found."""
    return any(issubclass(model, known) for known in _MAKERS)


def all_published() -> Iterable[Model]:
    """Return everything that can be found."""
    for _make, published in _MAKERS.values():
        yield from published()


def plain_text(instance: Model, field: str, language: str) -> str:
    """Return the words of a translated field: of text, rich text or a stream, without a fallback."""
    name = languages.column(instance, field, language)
    value = getattr(instance, name)
    if is_empty(value):
        return ""
    model_field = instance._meta.get_field(name)
    if isinstance(model_field, StreamField):
        return " ".join(model_field.get_searchable_content(value))
    return " ".join(strip_tags(str(value).replace("<", " <")).split())


def page_document(page: BasePage, language: str) -> Document | None:
    """Return what can be found of a page: its title, its own names and its text."""
    if not page.is_translated(language):
        return None
    fields = getattr(page, "searched_fields", page.translated_fields)
    texts = [plain_text(page, field, language) for field in fields]
    return Document(
        kind=getattr(page, "search_kind", "page"),
        title=plain(page, "title", language),
        address=page.address_in(language) or "",
        names=tuple(plain_text(page, field, language) for field in getattr(page, "searched_names", ())),
        text=" ".join(text for text in texts if text),
    )


def published_pages() -> Iterable[BasePage]:
    """Return the published pages that everybody may see."""
    return BasePage.objects.live().public().filter(depth__gt=1).specific()
