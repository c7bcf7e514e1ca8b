"""What the editor of rich text can do besides what Wagtail brings."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from wagtail.rich_text.feature_registry import FeatureRegistry

# Languages in which names and words stand inside a text, by BCP 47 tag.
LANGUAGES = {
    "en": _("Words in English"),
    "sr-Latn": _("Words in Serbian"),
    "de": _("Words in German"),
    "fr": _("Words in French"),
    "it": _("Words in Italian"),
}
LANGUAGE_FEATURES = [f"lang-{code}" for code in LANGUAGES]


def register_language_features(features: "FeatureRegistry") -> None:
    """Let an editor mark words of another language, so that a screen reader says them right."""
    # Both ask for the page model as they load, and blocks import this module before it exists.
    from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
    from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

    for code, description in LANGUAGES.items():
        feature, style = f"lang-{code}", f"LANG-{code.upper()}"
        control = {"type": style, "label": code[:2], "description": description}
        features.register_editor_plugin("draftail", feature, InlineStyleFeature(control))
        rule = {
            "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
            "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": code}}}},
        }
        features.register_converter_rule("contentstate", feature, rule)
