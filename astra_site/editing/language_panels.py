"""Panels that know both languages."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils.functional import lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.admin import panels as wagtail_panels
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel, TitleFieldPanel
from wagtail.blocks import BlockField
from wagtail.fields import RichTextField

from astra_site import languages
from astra_site.editing.field_rights import FieldRightsMixin
from astra_site.languages.language_labels import in_language

_Panel: Any = object  # FieldPanel, with which it is mixed
_BoundPanel: Any = object  # FieldPanel.BoundPanel, with which it is mixed

# What stands below one language of a field: functions of its bound panel, added by rooms further up.
BELOW_FIELD: list[Callable[[Any], SafeString]] = []

# Fields of the base page, whose Serbian column is Wagtail's own.
BASE_FIELDS = {"title", "slug", "seo_title", "search_description"}


def _label(verbose_name: Any, language: str) -> str:
    return in_language(capfirst(str(verbose_name)), language)


_lazy_label = lazy(_label, str)


class _InOneLanguage(_Panel):
    """What the panels of one language share: label, spell-checking, reading without the right to write."""

    def __init__(self, field_name: str, *, bare_field: str, language: str, **options: Any) -> None:
        self.bare_field = bare_field
        self.language = language
        super().__init__(field_name, **options)

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "bare_field": self.bare_field, "language": self.language}

    def on_model_bound(self) -> None:
        super().on_model_bound()
        bare = self.model._meta.get_field(self.bare_field)
        self.heading = self.heading or _lazy_label(bare.verbose_name, self.language)


class _BoundInOneLanguage(_BoundPanel):
    """The panel with its form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if self.form is None:
            return
        if self.bound_field is None:
            # Only someone without the right to the field has a form without it.
            self.read_only = self.panel.language == languages.SOURCE
            return
        if not self._wraps_editor:
            html = languages.html_code(self.panel.language)
            self.bound_field.field.widget.attrs.update(lang=html, spellcheck="true")

    @property
    def _wraps_editor(self) -> bool:
        """Tell whether the field is an editor that takes its language from around it."""
        if self.bound_field is not None and isinstance(self.bound_field.field, BlockField):
            return True
        return isinstance(self.panel.db_field, RichTextField)

    @property
    def attrs(self) -> dict[str, Any]:
        own = super().attrs
        return {**own, "lang": languages.html_code(self.panel.language)} if self._wraps_editor else own

    def render_html(self, parent_context: dict[str, Any] | None = None) -> SafeString:
        """Render the field as always, and below it what other rooms say of it."""
        html = super().render_html(parent_context)
        return format_html_join("", "{}", [(html,), *((says(self),) for says in BELOW_FIELD)])


class LanguagePanel(_InOneLanguage, FieldPanel):
    """One language of a translated field."""

    class BoundPanel(_BoundInOneLanguage, FieldPanel.BoundPanel):
        """The panel with its form."""


class LanguageTitlePanel(_InOneLanguage, TitleFieldPanel):
    """One language of the title; while the page is a draft its address follows."""

    class BoundPanel(_BoundInOneLanguage, TitleFieldPanel.BoundPanel):
        """The panel with its form."""


class PairPanel(FieldRowPanel):
    """Serbian and English side by side where the window is wide enough."""

    class BoundPanel(FieldRowPanel.BoundPanel):
        """The panel with its form."""

        template_name = "admin/pair_panel.html"


def pair(field: str, *, of_page: bool = True) -> PairPanel:
    """Return the Serbian and the English column of a translated field side by side.

    `of_page=False` is for a field that only has the name of one of a page's, such as another
    model's slug: the bare column of that would write the admin's language.
    """
    source = field if of_page and field in BASE_FIELDS else f"{field}_sr_latn"
    children = []
    for name, language in ((source, languages.SOURCE), (f"{field}_en", languages.ENGLISH)):
        shared = {"bare_field": field, "language": language}
        if field == "title":
            target = "slug" if language == languages.SOURCE else "slug_en"
            children.append(LanguageTitlePanel(name, targets=[target], placeholder=False, **shared))
        else:
            children.append(LanguagePanel(name, **shared))
    return PairPanel(children)


class InlinePanel(wagtail_panels.InlinePanel):
    """Rows below a page; those who only translate see each row's texts and no way to change the rows."""

    @property
    def translated_panel(self) -> "type[TranslatedRowsPanel]":
        """Return the class of the panel that those see."""
        return TranslatedRowsPanel

    def get_bound_panel(
        self, instance: Model | None = None, request: Any = None, form: Any = None, prefix: str = "panel"
    ) -> Panel.BoundPanel:
        """Return Wagtail's panel for those who may change the rows."""
        if isinstance(form, FieldRightsMixin) and self.relation_name not in form.formsets:
            return self.translated_panel(self, instance, request, form, prefix)
        return super().get_bound_panel(instance=instance, request=request, form=form, prefix=prefix)


class TranslatedRowsPanel(Panel.BoundPanel):
    """The rows as a translator sees them."""

    template_name = "admin/translated_rows_panel.html"

    def __init__(self, panel: InlinePanel, instance: Any, request: Any, form: Any, prefix: str) -> None:
        super().__init__(panel, instance, request, form, prefix)
        translations = form.child_translations.get(panel.relation_name)
        self.rows = [
            panel.child_edit_handler.get_bound_panel(
                instance=row_form.instance, request=request, form=row_form, prefix=f"{prefix}-{number}"
            )
            for number, row_form in enumerate(translations.forms if translations else [])
        ]

    def is_shown(self) -> bool:
        """Hide what has nothing to translate."""
        return any(row.is_shown() for row in self.rows)
