"""Where an office document leads, tag by tag: a link to where links may lead, and nothing by itself."""

import pytest

from astra_site.uploads.office_links import (
    is_fetched_from_elsewhere,
    of_relationships,
    of_text,
    starts_something,
)


def relation(kind: str, target: str = "https://astra.rs/", mode: str = ' TargetMode="External"') -> bytes:
    return f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}"{mode}/>'.encode()


@pytest.mark.parametrize(
    ("relations", "is_fetched"),
    [
        (relation("hyperlink"), False), (relation("attachedTemplate"), False), (relation("image"), True),
        (relation("frame"), True), (relation("oleObject"), True), (relation("image", "a.png", ""), False),
        (relation("hyperlink") + relation("image"), True), (relation("image").replace(b"<", b"<pr:"), True),
        (b"<Relationships>" + relation("hyperlink") + b"</Relationships>", False), (b"", False),
    ],
)  # fmt: skip
def test_only_links_and_templates_lead_out_of_a_document(relations: bytes, is_fetched: bool) -> None:
    assert is_fetched_from_elsewhere(relations) is is_fetched


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("<w:instrText>DDE x</w:instrText>", True), ("<w:instrText>ddeauto x</w:instrText>", True),
        ("<w:instrText> PAGE </w:instrText>", False), ("<w:instrText>DDEX x</w:instrText>", False),
        ("<w:instrText>D</w:instrText><w:instrText>DE x</w:instrText>", True),
        ("<w:instrText>&#68;DE x</w:instrText>", True), ("<w:fldSimple w:instr='DDEAUTO c'/>", True),
        ('<w:fldSimple w:instr="PAGE"/>', False), ("<w:t>DDE x</w:t>", False),
        ("<x:ddeLink ddeService='x'/>", True), ("<oleLink/>", True), ("<dde-link>", True), ("<webPr/>", True),
        ("<dbPr/>", True), ("<dbProperty/>", False), ("", False),
    ],
)  # fmt: skip
def test_a_field_that_asks_a_program_is_found_however_it_is_written(text: str, starts: bool) -> None:
    assert starts_something(text.encode()) is starts


@pytest.mark.parametrize(
    ("kind", "target", "mode", "leads_to"),
    [
        ("hyperlink", "https://astra.rs/", "External", "https://astra.rs/"),
        ("hyperlink", "mailto:a@example.org", "External", "mailto:a@example.org"),
        ("hyperlink", "file:///etc/passwd", "External", "#"), ("hyperlink", "javascript:x", "External", "#"),
        ("hyperlink", "javascript&#58;x", "External", "#"),
        ("attachedTemplate", "https://astra.rs/a.dotm", "External", "#"),
        ("image", "media/a.png", "Internal", "media/a.png"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_relation_leads_where_a_link_may_lead_or_nowhere(
    kind: str, target: str, mode: str, leads_to: str, quote: str
) -> None:
    def written(address: str, sign: str) -> bytes:
        return f'<Relationship Type="{kind}" Target={sign}{address}{sign} TargetMode="{mode}"/>'.replace(
            'Type="', 'Type="http://x/', 1
        ).encode()

    changed = target != leads_to
    assert of_relationships(written(target, quote)) == written(leads_to, '"' if changed else quote)


SHAPES = ("shape", "rect", "oval", "roundrect", "line", "group", "polyline", "arc", "curve")
CLICKED = ("text:a", "a", *(f"v:{shape}" for shape in SHAPES))


@pytest.mark.parametrize("element", CLICKED)
def test_what_is_clicked_leads_where_a_link_may_lead(element: str) -> None:
    good = f'<{element} o=">" xlink:href="https://astra.rs/">'.encode()
    assert of_text(good) == good
    bad = good.replace(b"https://astra.rs/", b"javascript:alert(1)")
    assert of_text(bad) == good.replace(b"https://astra.rs/", b"")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<draw:image xlink:href='https://x/'/>", '<draw:image xlink:href=""/>'),
        ("<v:imagedata src='//x/a.png'/>", '<v:imagedata src=""/>'),
        ('<v:imagedata src="\\\\x\\a.png"/>', '<v:imagedata src=""/>'),
        ('<draw:frame xlink:href="../a.odt"/>', '<draw:frame xlink:href=""/>'),
        ('<draw:image xlink:href=" https://x/"/>', '<draw:image xlink:href=""/>'),
        ('<draw:image xlink:href="Pictures/a.png"/>', None),
        ('<draw:image xlink:href="#a"/>', None),
        ('<x data-hrefs="https://x/"/>', None),
        ("<w:t>href is no address</w:t>", None),
        (
            '<a href="https://astra.rs/"/><img src="https://x/"/>',
            '<a href="https://astra.rs/"/><img src=""/>',
        ),
        (
            '<img src="https://x/"/><a href="https://astra.rs/"/>',
            '<img src=""/><a href="https://astra.rs/"/>',
        ),
        ('<h action="ppaction://macro?name=x"/>', '<h action="ppaction://noaction"/>'),
        ("<h action='ppaction://ole?verb=0'/>", "<h action='ppaction://noaction'/>"),
        ('<h action="ppaction://hlinksldjump"/>', None),
    ],
)
def test_in_a_text_nothing_else_leads_out_of_it(before: str, after: str | None) -> None:
    assert of_text(before.encode()).decode() == (before if after is None else after)
