"""Where a translation is edited: the form of its page, snippet, settings or picture, at the field."""

from functools import lru_cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, finder_classes
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.images.models import AbstractImage

from astra_site.pages.models import BasePage
from astra_site.translations.models import FieldTranslation


def edit_address(root_type: ContentType, root_id: int) -> str | None:
    """Return the address of the edit form, without reading the object; the form checks the right to it."""
    model = root_type.model_class()
    if model is None:
        return None
    if issubclass(model, BasePage):
        return reverse("wagtailadmin_pages:edit", args=(root_id,))
    finder_class = finder_classes.get_by_type(model)
    if finder_class is None or not issubclass(finder_class, ModelAdminURLFinder):
        return None
    return finder_class().construct_edit_url(_stand_in(model, root_id))


def field_address(row: FieldTranslation) -> str | None:
    """Return the address of the field in its edit form; the browser opens the tab that it is in."""
    address = edit_address(row.root_type, row.root_id)
    if address is None:
        return None
    model = row.root_type.model_class()
    if model is not None and issubclass(model, AbstractImage):
        # Wagtail's form for pictures has no panels, so the field itself is the place.
        return f"{address}#id_{row.field}_en"
    return f"{address}#{row.anchor}"


def _stand_in(model: type[Model], pk: int) -> Model:
    """Return an object that has what its address is made from. Settings are named by their site."""
    if issubclass(model, BaseSiteSetting):
        return model(pk=pk, site_id=_site_of(model, pk))
    return model(pk=pk)


@lru_cache(maxsize=64)
def _site_of(model: type[Model], pk: int) -> int:
    """Return the site of settings, which never changes, so that a list asks once and not each line."""
    return model._default_manager.values_list("site_id", flat=True).get(pk=pk)
