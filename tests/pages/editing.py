"""What an editor does in the admin, as the requests that the browser would send."""

import datetime
import json
from typing import Any

import pytest
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from astra_site.pages.models import BasePage

# The interface's language is nothing to the database: on PostgreSQL once is enough.
INTERFACE_LANGUAGES = ["en", pytest.param("sr-latn", marks=pytest.mark.sqlite)]


class Editor:
    """Somebody with every permission, whose admin speaks `language`."""

    def __init__(self, client: Client, user: Any, language: str) -> None:
        self.client, self.user, self.language = client, user, language
        client.force_login(user)
        self.speak(language)

    def speak(self, language: str) -> None:
        """Change the language of the admin."""
        self.language = language
        UserProfile.objects.update_or_create(user=self.user, defaults={"preferred_language": language})

    # Pages

    def create(self, parent: BasePage, model: type, action: str = "publish", **fields: Any) -> Any:
        """Send the form for a new page."""
        url = reverse("wagtailadmin_pages:add", args=(*_label(model), parent.pk))
        return self._send(url, form_data(model(), self.user, parent, **fields), action)

    def edit(self, page: BasePage, action: str = "publish", **fields: Any) -> Any:
        """Send the form of a page as the admin shows it now, with `fields` changed."""
        latest = BasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
        data = form_data(latest, self.user, latest.get_parent(), **fields)
        return self._send(reverse("wagtailadmin_pages:edit", args=(page.pk,)), data, action)

    def autosave(self, page: BasePage, **fields: Any) -> Any:
        """Send what the browser sends by itself while somebody types."""
        latest = BasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
        data = form_data(latest, self.user, latest.get_parent(), **fields)
        url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        return self.client.post(url, data, headers={"accept": "application/json"})

    def revert(self, page: BasePage, revision: Any, action: str = "publish") -> Any:
        """Take an old version back."""
        data = form_data(revision.as_object(), self.user, page.get_parent())
        url = reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, revision.pk))
        return self._send(url, data, action)

    def move(self, page: BasePage, parent: BasePage) -> Any:
        """Confirm a move."""
        return self.client.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, parent.pk)))

    def bulk_move(self, pages: list[BasePage], parent: BasePage) -> Any:
        """Confirm a move of many."""
        query = "&".join(f"id={page.pk}" for page in pages)
        url = reverse("wagtail_bulk_action", args=("pages", "basepage", "move"))
        return self.client.post(f"{url}?{query}", {"chooser": parent.pk})

    def copy(self, page: BasePage, parent: BasePage | None = None, slug: str = "", **options: Any) -> Any:
        """Send the form for a copy; options: publish_copies, copy_subpages, alias."""
        parent = parent or page.get_parent()
        data = {"new_title": page.title, "new_slug": slug or page.slug, "new_parent_page": parent.pk}
        data.update({name: "on" for name, wanted in options.items() if wanted})
        return self.client.post(reverse("wagtailadmin_pages:copy", args=(page.pk,)), data)

    def unpublish(self, page: BasePage) -> Any:
        """Confirm that a page goes off the air."""
        return self.client.post(reverse("wagtailadmin_pages:unpublish", args=(page.pk,)))

    def delete(self, page: BasePage) -> Any:
        """Confirm a deletion."""
        return self.client.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)))

    # Snippets

    def create_snippet(self, model: type, action: str = "publish", **fields: Any) -> Any:
        """Send the form for a new snippet."""
        url = reverse(model.snippet_viewset.get_url_name("add"))  # type: ignore[attr-defined]
        return self._send(url, form_data(model(), self.user, **fields), action)

    def edit_snippet(self, snippet: Any, action: str = "publish", **fields: Any) -> Any:
        """Send the form of a snippet with `fields` changed."""
        latest = snippet.get_latest_revision_as_object() if hasattr(snippet, "revisions") else snippet
        url = reverse(snippet.snippet_viewset.get_url_name("edit"), args=(snippet.pk,))
        return self._send(url, form_data(latest, self.user, **fields), action)

    def _send(self, url: str, data: dict[str, Any], action: str) -> Any:
        # Wagtail takes everything that asks for no other action as a draft.
        return self.client.post(url, {**data, f"action-{action}": "1"})


def errors(response: Any) -> dict[str, list[str]]:
    """Return the messages of the form that came back, by field."""
    assert response.status_code == 200, response.status_code
    return dict(response.context["form"].errors)


def saved(response: Any) -> bool:
    """Tell whether the form was taken; a refused one comes back with its messages."""
    if response.status_code == 302:
        return True
    assert response.status_code == 200, response.status_code
    return False


def form_data(instance: Model, user: Any, parent: BasePage | None = None, **fields: Any) -> dict[str, Any]:
    """Return what the browser sends for the admin's form of `instance`, with `fields` changed.

    A stream is a list of (block, value), an inline list a list of dicts.
    """
    form_class = instance.get_edit_handler().get_form_class()  # type: ignore[attr-defined]
    options = {"parent_page": parent} if isinstance(instance, BasePage) else {}
    form = form_class(instance=instance, for_user=user, **options)
    return {**_form(form), **nested_form_data({name: _value(value) for name, value in fields.items()})}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return streamfield(value)
    return _text(value)


def _form(form: Any) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        prefixed = form.add_prefix(name)
        if hasattr(field, "block"):
            data.update(_stream(prefixed, value))
        elif isinstance(value, list | tuple | QuerySet):
            data[prefixed] = [str(getattr(one, "pk", one)) for one in value]
        elif value is not False:
            data[prefixed] = _text(value, field)
    for formset in form.formsets.values():
        data.update(_formset(formset))
    return data


def _formset(formset: Any) -> dict[str, Any]:
    data = {
        f"{formset.prefix}-TOTAL_FORMS": len(formset.forms),
        f"{formset.prefix}-INITIAL_FORMS": formset.initial_form_count(),
    }
    for position, form in enumerate(formset.forms):
        data.update(_form(form))
        data[form.add_prefix("ORDER")] = position + 1
        data[form.add_prefix("DELETE")] = ""
    return data


def _stream(prefix: str, value: Any) -> dict[str, Any]:
    blocks = [(block.block_type, _block(block)) for block in value] if value else []
    return nested_form_data({prefix: streamfield(blocks)})


def _block(block: Any) -> Any:
    value = block.value
    return rich_text(value.source, features=block.block.features) if isinstance(value, RichText) else value


def _text(value: Any, field: Any = None) -> Any:
    if field is not None and "Draftail" in type(field.widget).__name__:
        return field.widget.format_value(value or "")
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, Model):
        return str(value.pk)
    return "" if value is None else ("on" if value is True else str(value))


def paragraph(html: str) -> tuple[str, str]:
    """Return a paragraph as the rich text editor sends it."""
    return ("paragraph", rich_text(html, features=["bold", "italic", "link"]))


def _label(model: type) -> tuple[str, str]:
    return model._meta.app_label, model._meta.model_name  # type: ignore[attr-defined]


def text_of(stream: Any) -> str:
    """Return the raw JSON of a stream as text."""
    return json.dumps(stream.get_prep_value(), ensure_ascii=False)
