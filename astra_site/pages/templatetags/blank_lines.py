"""{% no_blank_lines %} … {% end_no_blank_lines %}: a page's source without runs of blank lines.

A tag that stands alone on its line leaves an empty line behind, so templates that are easy to read
make pages in which every third line is blank. Text that means its blank lines is left as it is.
"""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
MEANT = re.compile(r"<(pre|textarea)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


@register.simple_block_tag(end_name="end_no_blank_lines")
def no_blank_lines(content: str) -> SafeString:
    """Return the page between the tags without its blank lines."""
    return mark_safe(without_blank_lines(content))


def without_blank_lines(page: str) -> str:
    """Return HTML without blank lines, but for those inside <pre> and <textarea>."""
    if "<pre" not in page and "<textarea" not in page:
        return BLANK_LINES.sub("\n", page)
    parts, end = [], 0
    for meant in MEANT.finditer(page):
        parts += [BLANK_LINES.sub("\n", page[end : meant.start()]), meant[0]]
        end = meant.end()
    return "".join([*parts, BLANK_LINES.sub("\n", page[end:])])
