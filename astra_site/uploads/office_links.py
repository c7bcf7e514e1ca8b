"""Where an office document leads: to where a link may lead, when somebody clicks, and nowhere by itself."""

import re
from html import unescape
from typing import Any

from astra_site import links

# A template, a picture or a frame that is fetched from elsewhere when somebody opens the document.
# No < stands inside a tag, but > may. Up to the next < nothing is looked at twice, however long it is.
_RELATIONSHIP = re.compile(rb"<(?:[\w.-]+:)?Relationship\b[^<]*")
_TARGET = re.compile(rb"""(\sTarget\s*=\s*)("[^"]*"|'[^']*')""")
_ADDRESS = re.compile(rb"""([\s:](?:href|src)\s*=\s*)("[^"]*"|'[^']*')""")
_LEADS_OUT = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]|\.\.", re.IGNORECASE)
# Every text that was begun from a template names it, wherever it was on that computer.
_TEMPLATE = b"/attachedTemplate"
# What somebody clicks: a link of an OpenDocument, a shape of an old Office.
_CLICKED = {b"a", b"shape", b"rect", b"oval", b"roundrect", b"line", b"group", b"polyline", b"arc", b"curve"}
_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
# A click in a presentation that starts a program.
_STARTS_A_PROGRAM = re.compile(rb"ppaction://(?:program|macro|ole)[^\"']*")
# Fields of a text, links of a table that start a program and ask it for data.
_FIELD = re.compile(rb"<(?:[\w.-]+:)?instrText\b([^<]*)|\binstr\s*=\s*[\"']([^\"']*)")
_ASKS_A_PROGRAM = re.compile(r"\bDDE(?:AUTO)?\s", re.IGNORECASE)
_LINK_OF_A_TABLE = re.compile(rb"<(?:[\w.-]+:)?(?:ddeLink|oleLink|dde-link|webPr|dbPr)\b")


def is_fetched_from_elsewhere(relationships: bytes) -> bool:
    """Tell whether opening the document fetches something."""
    found = _RELATIONSHIP.findall(relationships)
    known = b"/hyperlink", _TEMPLATE
    return any(b"External" in one and not any(kind in one for kind in known) for one in found)


def starts_something(text: bytes) -> bool:
    """Tell whether a field or a table asks a program or a database when somebody opens the document."""
    found = _FIELD.findall(text)
    # The words of a field may lie in several pieces; and > may stand in the tag and in the words.
    ways = (bytes.partition, bytes.rpartition)
    pieces = [b"".join(way(piece, b">")[2] or whole for piece, whole in found) for way in ways]
    instructions = unescape(b"\n".join(pieces).decode(errors="replace"))
    return bool(_ASKS_A_PROGRAM.search(instructions) or _LINK_OF_A_TABLE.search(text))


def of_relationships(text: bytes) -> bytes:
    """Return relationships whose links lead where links may lead; others and templates lead nowhere."""

    def checked(found: Any) -> bytes:
        if b"External" not in found[0]:
            return found[0]
        return _TARGET.sub(_to_nowhere if _TEMPLATE in found[0] else _checked_target, found[0])

    return _RELATIONSHIP.sub(checked, text)


def of_text(text: bytes) -> bytes:
    """Return a text in which nothing but a link leads out of the document."""
    begins = looked_at = 0

    def checked(found: Any) -> bytes:
        nonlocal begins, looked_at
        address = _address(found[2])
        if not _LEADS_OUT.match(address):
            return found[0]
        # The last < is where the tag begins.
        begins, looked_at = max(begins, text.rfind(b"<", looked_at, found.start())), found.start()
        element = _ELEMENT.match(text, begins)
        is_clicked = element is not None and element[1] in _CLICKED
        return found[0] if is_clicked and links.is_allowed(address) else found[1] + b'""'

    return _STARTS_A_PROGRAM.sub(b"ppaction://noaction", _ADDRESS.sub(checked, text))


def _checked_target(found: Any) -> bytes:
    return found[0] if links.is_allowed(_address(found[2])) else _to_nowhere(found)


def _to_nowhere(found: Any) -> bytes:
    return found[1] + b'"#"'


def _address(quoted: bytes) -> str:
    return unescape(quoted[1:-1].decode(errors="replace")).strip()
