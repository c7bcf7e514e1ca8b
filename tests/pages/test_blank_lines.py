"""The source of a page has no blank lines, and text that means them keeps them."""

import pytest
from django.test import Client

from astra_site.pages.templatetags.blank_lines import without_blank_lines


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a</p>\n\n  \n\t\n<p>b</p>\n", "<p>a</p>\n<p>b</p>"),
        ("<p>a</p>\n  <p>b</p>", "<p>a</p>\n  <p>b</p>"),
        ("\n\n<pre>a\n\n\nb</pre>\n\n", "<pre>a\n\n\nb</pre>"),
        ("<textarea>\n\na</textarea>\n\n<pre>\n\n</pre>", "<textarea>\n\na</textarea>\n<pre>\n\n</pre>"),
        ("<textarea>\n\na", "<textarea>\na"),
    ],
)
def test_only_text_that_means_its_blank_lines_keeps_them(page: str, expected: str) -> None:
    assert without_blank_lines(page) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/en/", "/organizacije/", "/mreze/at-mreza/", "/nema-ovoga/"])
def test_a_page_has_no_blank_line_in_its_source(client: Client, address: str) -> None:
    lines = client.get(address).content.decode().rstrip().split("\n")
    assert len(lines) > 50
    assert [number for number, line in enumerate(lines) if not line.strip()] == []
