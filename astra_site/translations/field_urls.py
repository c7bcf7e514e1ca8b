"""Edit URLs of translations: the form of its page, snippet, settings or picture, at the field."""

from wagtail.images.models import AbstractImage

from astra_site.editing.edit_urls import edit_url
from astra_site.translations.models import FieldTranslation


def field_url(row: FieldTranslation) -> str | None:
    """Return the address of the field in its edit form; the browser opens the tab that it is in."""
    model = row.root_type.model_class()
    url = edit_url(model, row.root_id)
    if url is None:
        return None
    if model is not None and issubclass(model, AbstractImage):
        # Wagtail's form for pictures has no panels, so the field itself is the place.
        return f"{url}#id_{row.field}_en"
    return f"{url}#{row.anchor}"
