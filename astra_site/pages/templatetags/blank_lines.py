"""{% filter without_blank_lines %} … {% endfilter %}: a page's source without runs of blank lines.

A tag that stands alone on its line leaves an empty line behind, so templates that are easy to read
make pages in which every third line is blank. Text that means its blank lines is left as it is.
"""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
MEANT = re.compile(r"<(pre|textarea)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


@register.filter
def without_blank_lines(page: str) -> SafeString:
    """Return HTML without blank lines, but for those inside <pre> and <textarea>."""
    parts, end = [], 0
    for meant in MEANT.finditer(page):
        parts += [BLANK_LINES.sub("\n", page[end : meant.start()]), meant[0]]
        end = meant.end()
    return mark_safe("".join([*parts, BLANK_LINES.sub("\n", page[end:])]).strip())
