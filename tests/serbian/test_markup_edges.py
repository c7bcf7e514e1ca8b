"""Which parts of a page are put into Cyrillic: elements in elements, attributes, languages, drawings."""

import pytest

from astra_site.serbian.cyrillic import to_cyrillic
from astra_site.serbian.cyrillic_markup import in_cyrillic


def made(html: str) -> str:
    return in_cyrillic(html, to_cyrillic, lambda url: f"/c{url}")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # Nested elements of the same name close one another, whatever else stands in them.
        ('<div translate="no"><div>njih</div>njih</div>njih',
         '<div translate="no"><div>njih</div>njih</div>њих'),
        ('<div translate="no"><div class="a">njih</div>njih</div>njih',
         '<div translate="no"><div class="a">njih</div>njih</div>њих'),
        ('<div lang="en"><p>njih</p><br class="a">njih</div>njih',
         '<div lang="en"><p>njih</p><br class="a">njih</div>њих'),
        ('<p lang="en"><p/>njih</p>njih', '<p lang="en"><p/>njih</p>њих'),
        ('<p lang="en"><p class="a"/>njih</p>njih', '<p lang="en"><p class="a"/>njih</p>њих'),
        ('<code><code>njih</code>njih</code>njih', '<code><code>njih</code>njih</code>њих'),
        ('<div translate="no"><i translate="yes">njih</i>njih</div>',
         '<div translate="no"><i translate="yes">њих</i>njih</div>'),
        ('<div translate="no"><p lang="sr">njih</p>njih</div>',
         '<div translate="no"><p lang="sr-Cyrl">њих</p>njih</div>'),
        # What closes nothing, or is empty, opens and closes no zone.
        ('</p>njih</div>njih', '</p>њих</div>њих'),
        ('<input lang="en" placeholder="njih">njih', '<input lang="en" placeholder="njih">њих'),
        ('<i translate="no"/>njih', '<i translate="no"/>њих'),
        # Names are those of HTML, in capitals too.
        ('<CODE>njih</CODE>njih', '<CODE>njih</CODE>њих'),
        ('<IMG ALT="njih" TITLE="njih">', '<IMG ALT="њих" TITLE="њих">'),
        ('<P LANG="SR-Latn">njih</P>', '<P LANG="sr-Cyrl">њих</P>'),
        # Languages: Serbian in each way that it is written, and what only sounds like one.
        ('<p lang="sr-RS">njih</p>', '<p lang="sr-Cyrl">њих</p>'),
        ('<p lang="sr-Latn-RS">njih</p>', '<p lang="sr-Cyrl">њих</p>'),
        ('<p lang="sr-Cyrl">njih</p>', '<p lang="sr-Cyrl">njih</p>'),
        ('<p data-lang="en" title="njih">njih</p>', '<p data-lang="en" title="њих">њих</p>'),
        # Addresses that are followed, and those that are not.
        ('<a href="/a">njih</a>', '<a href="/c/a">њих</a>'),
        ('<use xlink:href="/a"/><g xlink:href="/a">', '<use xlink:href="/a"/><g xlink:href="/c/a">'),
        ('<form action="/a">', '<form action="/c/a">'),
        ('<base href="/a"><a href="/a" hreflang="en">', '<base href="/a"><a href="/a" hreflang="en">'),
        ('<p lang="en"><a href="/a" title="njih">njih</a></p>',
         '<p lang="en"><a href="/c/a" title="njih">njih</a></p>'),
        # What is read of the head, and what machines read.
        ('<meta name="description" content="njih">', '<meta name="description" content="њих">'),
        ('<meta property="og:title" content="njih">', '<meta property="og:title" content="њих">'),
        ('<META NAME="Description" CONTENT="njih">', '<META NAME="Description" CONTENT="њих">'),
        ('<meta name="robots" content="njih" title="njih">',
         '<meta name="robots" content="njih" title="njih">'),
        ('<p content="njih" title="njih">', '<p content="njih" title="њих">'),
        *((f'<p {name}="njih">', f'<p {name}="њих">') for name in (
            "abbr alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext label"
            " placeholder summary title data-expired data-letters data-leaving data-one-more data-two-more"
        ).split()),
        ('<p class="njih" data-x="njih" id=\'njih\'>', '<p class="njih" data-x="njih" id=\'njih\'>'),
        # What is no text: scripts, comments, the text that somebody is writing.
        ('<textarea title="njih">njih <b>njih</b></textarea>njih',
         '<textarea title="њих">njih <b>njih</b></textarea>њих'),
        ('<SCRIPT>njih</SCRIPT>njih', '<SCRIPT>njih</SCRIPT>њих'),
        ('<style>njih', '<style>njih'),
        ('njih<!-- njih', 'њих<!-- njih'),
        ('<!DOCTYPE njih>njih', '<!DOCTYPE njih>њих'),
        # Drawings are pages of their own, but for those in another language or in one another.
        ('<svg><text>njih</text></svg>njih', '<svg><text>њих</text></svg>њих'),
        ('<svg lang="en"><text>njih</text></svg>njih', '<svg lang="en"><text>njih</text></svg>њих'),
        ('<p lang="en"><svg><text>njih</text></svg></p>', '<p lang="en"><svg><text>njih</text></svg></p>'),
        ('<svg/>njih', '<svg/>њих'),
        ('<svg class="a"/>njih<svg>njih</svg>', '<svg class="a"/>њих<svg>њих</svg>'),
        ('<svg><text>njih', '<svg><text>њих'),
        ('<svg><code>njih</svg>njih', '<svg><code>njih</svg>њих'),
        ('<path d="M1" title="njih"/>', '<path d="M1" title="njih"/>'),
    ],
)  # fmt: skip
def test_each_part_of_a_page_is_read_as_a_browser_reads_it(html: str, expected: str) -> None:
    assert made(html) == expected
