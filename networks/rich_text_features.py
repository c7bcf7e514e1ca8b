"""What the editor of rich text can do besides what Wagtail brings.

Apart from rich_text.py, for Wagtail's editor asks for the page model as it loads, and the blocks
name their features before there is one.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from networks.rich_text import LANGUAGES, STAYS_LATIN


def register_language_features(features: FeatureRegistry) -> None:
    """Let an editor mark words of another language, so that a screen reader says them right.

    And words that stay in Latin letters where the page is shown in Cyrillic.
    """
    _register(features, STAYS_LATIN, "STAYS-LATIN", "abc", _("Stays in Latin letters"), ("translate", "no"))
    for code, description in LANGUAGES.items():
        _register(features, f"lang-{code}", f"LANG-{code.upper()}", code[:2], description, ("lang", code))


def _register(
    features: FeatureRegistry,
    feature: str,
    style: str,
    label: str,
    description: Promise | str,
    attribute: tuple[str, str],
) -> None:
    name, value = attribute
    control = {"type": style, "label": label, "description": description}
    features.register_editor_plugin("draftail", feature, InlineStyleFeature(control))
    rule = {
        "from_database_format": {f'span[{name}="{value}"]': InlineStyleElementHandler(style)},
        "to_database_format": {"style_map": {style: {"element": "span", "props": {name: value}}}},
    }
    features.register_converter_rule("contentstate", feature, rule)
