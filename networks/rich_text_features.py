"""What the editor of rich text can do besides what Wagtail brings.

Apart from rich_text.py, for Wagtail's editor asks for the page model as it loads, and the blocks
name their features before there is one.
"""

from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from networks.rich_text import LANGUAGES


def register_language_features(features: FeatureRegistry) -> None:
    """Let an editor mark words of another language, so that a screen reader says them right."""
    for code, description in LANGUAGES.items():
        feature, style = f"lang-{code}", f"LANG-{code.upper()}"
        control = {"type": style, "label": code[:2], "description": description}
        features.register_editor_plugin("draftail", feature, InlineStyleFeature(control))
        rule = {
            "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
            "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": code}}}},
        }
        features.register_converter_rule("contentstate", feature, rule)
