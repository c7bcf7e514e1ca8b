"""An edit form without what no browser needs: a third of it is the indentation of templates.

Answers to staff are not compressed (astra_site/delivery/compression.py), so each byte of them travels.
"""

import re

from django.utils.safestring import SafeString, mark_safe

INDENTED = re.compile(r"\n[ \t\r\n]+")
MEANT = re.compile(r"<(pre|textarea|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
# JSON in an attribute: within apostrophes its quotation marks need not be six characters each.
ESCAPED = re.compile(r"=\"([^\"'<>]*&quot;[^\"'<>]*)\"")


def short(html: str) -> SafeString:
    """Return the same form with neither indentation nor blank lines, but for texts that mean theirs."""
    parts, end = [], 0
    for meant in MEANT.finditer(html):
        parts += [_shortened(html[end : meant.start()]), meant[0]]
        end = meant.end()
    return mark_safe("".join([*parts, _shortened(html[end:])]))


def _shortened(html: str) -> str:
    html = INDENTED.sub("\n", html)
    return ESCAPED.sub(lambda found: "='{}'".format(found[1].replace("&quot;", '"')), html)
