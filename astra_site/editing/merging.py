"""Two people at one page: what only one of them changed merges; where both did, each field is asked about.

Three versions are looked at: the one with which the form was opened, the newest one, which somebody else has
saved meanwhile, and what the form sends. Members are looked at one by one, other rows as one thing each.
"""

import re
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.models import COMMENTS_RELATION_NAME

from astra_site.editing.other_version import changed_rows, has_other_rows
from astra_site.editing.rows_formset import RowsFormSet
from astra_site.languages.normalised import normalised

CHOICE = "version-"
MINE, NEWER = "mine", "newer"
_BLOCK_KEYS = re.compile(r'\s*data-block-key=\\?"[^"]*"')


class ChoiceOfVersion(forms.RadioSelect):
    """The two versions of one field, and what stands in the newer one."""

    def __init__(self, label: str, other: str) -> None:
        super().__init__(choices=[(MINE, _("Keep mine")), (NEWER, _("Take the newer one"))])
        self.label, self.other = label, other

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Show one's own as chosen until the other one is."""
        options = [(key, text, key == (value or MINE)) for key, text in self.choices]
        context = {"name": name, "label": self.label, "other": self.other, "options": options}
        return render_to_string("admin/choice_of_version.html", context)


class Merging:
    """Brings a form that was opened before the newest version together with that version."""

    def __init__(self, form: Any, opened: Any) -> None:
        """Compare the three versions.

        Args:
            form: bound, and built upon the newest version.
            opened: the version that the form was opened with; None if nobody knows it any more.
        """
        self.form = form
        self.opened_form = _form_of(form, opened) if opened is not None else None
        self.taken: list[str] = []
        self.conflicts: list[str] = []
        for name in form.changed_data:
            self._sort_in(name, *self._who_changed(name))
        for name, children in getattr(form, "child_translations", {}).items():
            self._sort_in(name, *_who_changed_translations(children, name, opened))
        for name, formset in form.formsets.items():
            if formset.rel_name != COMMENTS_RELATION_NAME and opened is not None:
                self._sort_in(name, *self._who_changed_rows(name, formset, opened))

    def _sort_in(self, name: str, is_mine: bool, is_theirs: bool) -> None:
        if is_theirs and is_mine:
            self.conflicts.append(name)
        elif is_theirs:
            self.taken.append(name)

    def _who_changed(self, name: str) -> tuple[bool, bool]:
        """Tell whether this form's person and whether the other one changed a field."""
        if self.opened_form is None or name not in self.opened_form.fields:
            return True, True
        field = self.form.fields[name]
        opened = self.opened_form.get_initial_for_field(field, name)
        newest = self.form.get_initial_for_field(field, name)
        posted = self.form[name].data
        is_mine = field.has_changed(opened, posted) and _plain(_sent(field, opened)) != _plain(posted)
        return is_mine, _plain(opened) != _plain(newest)

    def _who_changed_rows(self, name: str, formset: Any, opened: Any) -> tuple[bool, bool]:
        if not has_other_rows(opened, self.form.instance, name):
            return False, False
        as_opened = type(formset)(
            self.form.data,
            self.form.files,
            instance=opened,
            prefix=formset.prefix,
            form_kwargs=formset.form_kwargs,
        )
        is_mine = as_opened.has_changed()
        if is_mine and isinstance(as_opened, RowsFormSet):
            # A form sends the rows that were touched, so rows of two people are both kept.
            theirs = changed_rows(opened, self.form.instance, name)
            formset.left_alone = theirs - as_opened.touched
            return is_mine, bool(as_opened.touched & theirs)
        return is_mine, True


def _who_changed_translations(children: Any, name: str, opened: Any) -> tuple[bool, bool]:
    """Put back the English texts of rows that a translator left alone; tell who changed the others."""
    rows = {row.pk: row for row in getattr(opened, name).all()} if opened is not None else {}
    is_mine = is_theirs = False
    for place, child in enumerate(children.forms):
        is_own = False
        for field in child.changed_data if child.is_bound else ():
            row, newest = rows.get(child.instance.pk), child.initial.get(field)
            # A text that is empty is None in the database and not in a form.
            before = None if row is None else getattr(row, field) or ""
            if child[field].data == before:
                setattr(child.instance, field, newest)
            else:
                is_own, is_theirs = True, is_theirs or (before or "") != (newest or "")
        is_mine |= is_own
        if child.is_bound and not is_own:
            # Shown as the newest version has it, should the form come back.
            children.forms[place] = children.form_of(child.instance, int(child.prefix.rpartition("-")[2]))
    return is_mine, is_mine and is_theirs


def _form_of(form: Any, instance: Any) -> Any:
    """Return the same form of another version, with nothing filled in."""
    given = {name: getattr(form, name) for name in ("parent_page", "subscription") if hasattr(form, name)}
    return type(form)(instance=instance, for_user=form.for_user, **given)


def _sent(field: forms.Field, value: Any) -> Any:
    """Return what a form sends of `value` where nobody touches it: editors of text write it anew."""
    if not isinstance(value, str):
        return value
    return field.widget.value_from_datadict({"x": field.widget.format_value(value)}, {}, "x")


def _plain(value: Any) -> Any:
    """Return a value as it is compared: an editor of text gives every paragraph a key of its own."""
    if isinstance(value, StreamValue):
        return normalised(value)
    # An editor of text writes this space as itself, whatever stood there.
    return _BLOCK_KEYS.sub("", value).replace("&nbsp;", "\u00a0").strip() if isinstance(value, str) else value


def take_newer(form: Any, name: str) -> None:
    """Leave a field or the rows of a relation as the newest version has them, and show them so."""
    if name in form.formsets:
        form.rows_taken[name] = form.formsets.pop(name)
    elif name in form.fields:
        form.cleaned_data.pop(name, None)
        form.errors.pop(name, None)
        # What the field shows when the form comes back for another reason.
        form.fields[name].bound_data = lambda _data, initial: initial
    elif name in form.child_translations:
        for child in form.child_translations[name].forms:
            for field in child.changed_data if child.is_bound else ():
                setattr(child.instance, field, child.initial.get(field))


def show_taken_rows(form: Any) -> None:
    """Put the newest rows into a form that is shown again."""
    for name, formset in form.rows_taken.items():
        form.formsets[name] = type(formset)(
            instance=form.instance, prefix=formset.prefix, form_kwargs=formset.form_kwargs
        )


def label_of(form: Any, name: str) -> str:
    """Return what a field or relation is called on the screen."""
    if name in form.fields:
        return capfirst(str(form[name].label))
    relation = form.instance._meta.get_field(name)
    return capfirst(str(relation.related_model._meta.verbose_name_plural))


def ask(form: Any, name: str) -> None:
    """Offer both versions of a field or relation below the form."""
    other = ""
    if name in form.fields and isinstance(form.fields[name], forms.CharField):
        other = str(form.get_initial_for_field(form.fields[name], name) or "")
    choice: Any = forms.CharField(required=False, widget=ChoiceOfVersion(label_of(form, name), other))
    if form.is_deferred_validation:
        choice.is_deferred_validation = True
    form.fields[CHOICE + name] = choice


def asked_about(data: Any) -> dict[str, str]:
    """Return what was chosen for each field that a form asked about."""
    return {key.removeprefix(CHOICE): data[key] for key in data if key.startswith(CHOICE)}
