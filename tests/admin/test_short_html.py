"""A form loses what no browser needs, and nothing that somebody means."""

import pytest

from astra_site.editing.short_html import short


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>\n    a\n\n  <b>b</b></p>", "<p>\na\n<b>b</b></p>"),
        ("a\n  <textarea>\n  b\n   c</textarea>\n  d", "a\n<textarea>\n  b\n   c</textarea>\nd"),
        ("<PRE>\n  a</PRE>\n  <script>\n  x</script>\n  b", "<PRE>\n  a</PRE>\n<script>\n  x</script>\nb"),
        ('<a data-x="{&quot;y&quot;: 1}">', "<a data-x='{\"y\": 1}'>"),
        ('<a data-x="it\'s &quot;y&quot;">', '<a data-x="it\'s &quot;y&quot;">'),
        (
            '<textarea data-x="&quot;">\n  &quot;</textarea>',
            '<textarea data-x="&quot;">\n  &quot;</textarea>',
        ),
        ("", ""),
    ],
)
def test_indentation_goes_and_texts_stay(html: str, shown: str) -> None:
    assert short(html) == shown
    assert hasattr(short(html), "__html__")
