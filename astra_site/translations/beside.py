"""Beside each English field of an edit form: its state, what changed, and a copy from Serbian."""

import json
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.blocks import BlockField

from astra_site import languages
from astra_site.languages.fields import translated_fields
from astra_site.languages.normalised import digest
from astra_site.translations.models import FieldTranslation, anchor
from astra_site.translations.roots import parent_key, values
from astra_site.translations.states import State, state_of

_CACHE = "_field_translations"


class Beside(NamedTuple):
    """What stands beside one field."""

    state: State
    row: FieldTranslation | None
    anchor: str
    copy: dict[str, str]

    @property
    def label(self) -> str:
        """Return the state in words."""
        return str(self.state.label)

    @property
    def has_details(self) -> bool:
        """Tell whether there is a page about this field with something to decide or to compare."""
        row = self.row
        return row is not None and row.is_public and row.state not in (State.CURRENT, State.NOTHING)


def beside(bound_panel: Any) -> SafeString:
    """Return the line below the field of `bound_panel`; empty for what no translator fills in."""
    panel = bound_panel.panel
    is_shown = (
        panel.language == languages.ENGLISH
        and bound_panel.instance is not None
        and bound_panel.bound_field is not None
        and panel.bare_field in translated_fields(panel.model)
    )
    if not is_shown:
        return SafeString("")
    return render_to_string("admin/translations/beside.html", {"beside": _beside(bound_panel)})


def _beside(bound_panel: Any) -> Beside:
    instance, field = bound_panel.instance, bound_panel.panel.bare_field
    source, target = map(digest, values(instance, field))
    row = _row(bound_panel.request, instance, field, source, target)
    owner_type = ContentType.objects.get_for_model(instance)
    owner_id = row.owner_id if row else instance.pk
    state = state_of(source, target, row.known if row else None)
    return Beside(state, row, anchor(owner_type, owner_id, field), _copy(bound_panel))


def _copy(bound_panel: Any) -> dict[str, str]:
    """Return how the script finds the Serbian text: in its field, or here where there is none."""
    bound = bound_panel.bound_field
    instance, field = bound_panel.instance, bound_panel.panel.bare_field
    column = languages.column(instance, field, languages.SOURCE)
    kind = _kind(bound.field)
    found = {"kind": kind, "target": _id_of(bound)}
    if column in bound_panel.form.fields:
        return {**found, "source": _id_of(bound_panel.form[column])}
    value = getattr(instance, column)
    if kind == "stream":
        return {**found, "value": json.dumps(bound.field.block.get_form_state(value))}
    if kind == "rich":
        return {**found, "value": bound.field.widget.format_value(value)}
    return {**found, "value": value or ""}


def _kind(form_field: Any) -> str:
    if isinstance(form_field, BlockField):
        return "stream"
    return "rich" if "data-draftail-input" in form_field.widget.attrs else "plain"


def _id_of(bound: Any) -> str:
    """Return the id of a field's element; Wagtail gives an editor of blocks the plain name."""
    return bound.html_name if isinstance(bound.field, BlockField) else bound.auto_id


def _row(
    request: HttpRequest | None, owner: Model, field: str, source: str, target: str
) -> FieldTranslation | None:
    """Return what is recorded of a field; a row of a draft that has no key is known by its texts."""
    key = parent_key(type(owner))
    root_type = type(owner)._meta.get_field(key).related_model if key else type(owner)
    root_id = getattr(owner, f"{key}_id") if key else owner.pk
    if root_id is None:
        return None
    rows = _rows(request, ContentType.objects.get_for_model(root_type), root_id)  # type: ignore[arg-type]
    owner_type = ContentType.objects.get_for_model(owner).pk
    if owner.pk is not None:
        return next(
            (r for r in rows if (r.owner_type_id, r.owner_id, r.field) == (owner_type, owner.pk, field)), None
        )
    alike = (r for r in rows if (r.owner_type_id, r.field) == (owner_type, field))
    return next((r for r in alike if {source, target} & {r.source, r.target} - {""}), None)


def _rows(request: HttpRequest | None, root_type: ContentType, root_id: int) -> list[FieldTranslation]:
    """Return all rows of a form's object, read once a request."""
    cache = request.__dict__.setdefault(_CACHE, {}) if request is not None else {}
    if (root_type.pk, root_id) not in cache:
        rows = FieldTranslation.objects.filter(root_type=root_type, root_id=root_id)
        cache[root_type.pk, root_id] = list(rows.order_by("pk"))
    return cache[root_type.pk, root_id]
