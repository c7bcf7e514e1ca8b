"""Wagtail's widgets without inline scripts, so that the admin can refuse every script in a page.

Wagtail 8 starts its choosers, date pickers and inline panels by <script> elements from five
templates and one method. Here each of them leaves an inert <template data-widget> instead, which
static/admin/widgets.js reads; the templates are in templates/wagtailadmin/ beside this file.
"""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def start_choosers_without_inline_scripts() -> None:
    """Replace the one method of Wagtail that writes a <script> into a form."""
    BaseChooser.render = _render


def _render(
    self: BaseChooser, name: str, value: Any, attrs: dict[str, str], renderer: Any = None
) -> SafeString:
    value_data = self.get_value_data(value)
    if isinstance(self, AdminTaskChooser):
        starter, options = "createTaskChooser", None
    else:
        starter, options = self.js_constructor, self.get_js_init_options(attrs["id"], name, value_data)
    return format_html(
        '{}<template data-widget="{}" data-target="{}" data-options="{}"></template>',
        self.render_html(name, value_data, attrs),
        starter,
        attrs["id"],
        json.dumps(options),
    )
