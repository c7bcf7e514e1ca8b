"""The text of a page: from YAML blocks to the raw value of a StreamField."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from astra_site.safety.models import Subject
from networks.clean_html import clean_rich_text
from networks.starter.sources import Sources
from networks.starter.yaml_lines import Record

EMPTY_BLOCKS = {"glossary", "members", "strategic_directions", "timeline"}
NAMESPACE = uuid.UUID("6f1c1d0e-6a0b-4f0e-9d0f-4a1f6f7c2b11")


def stream(blocks: list[Any], owner: Record, sources: Sources, language: str) -> str:
    """Return `blocks` as the JSON of a StreamField, with ids that stay the same on every load."""
    raw = []
    for position, block in enumerate(blocks):
        if not isinstance(block, Record) or len(block) != 1:
            raise owner.error("each block of the body is one key with its value")
        (kind,) = block
        build = _BUILDERS.get(kind)
        if build is None and kind not in EMPTY_BLOCKS:
            raise block.error(f"there is no block “{kind}”")
        value = build(block[kind], block, sources, language) if build else None
        identity = uuid.uuid5(NAMESPACE, f"{owner.path.name} {owner.get('key')} {language} {position}")
        raw.append({"type": kind, "value": value, "id": str(identity)})
    return json.dumps(raw, ensure_ascii=False)


def _plain_text(value: Any, block: Record, sources: Sources, language: str) -> str:
    return str(value)


def _rich_text(value: Any, block: Record, sources: Sources, language: str) -> str:
    return clean_rich_text(str(value))


def _headed_text(value: Record) -> dict[str, str]:
    return {"heading": value.require("heading"), "text": clean_rich_text(value.require("text"))}


def _callout(value: Record, block: Record, sources: Sources, language: str) -> dict[str, str]:
    return _headed_text(value)


def _accordion(value: list[Record], block: Record, sources: Sources, language: str) -> list[dict]:
    # Without an id Wagtail takes an item for a bare value, and finds nothing in it.
    return [
        {"type": "item", "value": text, "id": str(uuid.uuid5(NAMESPACE, f"{language} {text['heading']}"))}
        for text in map(_headed_text, value)
    ]


def _hotlines(value: Record, block: Record, sources: Sources, language: str) -> dict[str, list[str]]:
    about = list(value.get("about") or [])
    unknown = [name for name in about if name not in Subject.values]
    value.check_all_read()
    if unknown:
        raise value.error(f"“about” is {unknown[0]!r}, expected some of {', '.join(Subject.values)}")
    return {"about": about}


def _quote(value: Record, block: Record, sources: Sources, language: str) -> dict[str, str]:
    return {
        "text": value.require("text"),
        "attribution": value.require("attribution"),
        "source": value.get("source", ""),
    }


def _fact(value: Record, block: Record, sources: Sources, language: str) -> dict[str, str]:
    name, url = sources.find(value)
    return {
        "value": str(value.require("value")),
        "unit": value.require("unit"),
        "as_of": str(value.get("as_of", "")),
        "source_name": name[language] or url,
        "source_url": url,
    }


def _link(value: Record, block: Record, sources: Sources, language: str) -> dict[str, str]:
    code = {"sr": "sr-Latn"}.get(value.get("language", "sr"), value.get("language"))
    return {"text": value.require("text"), "url": value.require("url"), "language": code}


def _table(value: Record, block: Record, sources: Sources, language: str) -> dict[str, Any]:
    header, rows = value.require("header"), value.require("rows")
    if any(len(row) != len(header) for row in rows):
        raise value.error("every row of the table needs as many cells as the header")
    table = {
        "columns": [{"type": "text", "heading": str(heading)} for heading in header],
        "rows": [{"values": [str(cell) for cell in row]} for row in rows],
        "caption": "",
    }
    return {"caption": value.require("caption"), "table": table}


_BUILDERS: dict[str, Callable[..., Any]] = {
    "heading": _plain_text,
    "paragraph": _rich_text,
    "callout": _callout,
    "accordion": _accordion,
    "hotlines": _hotlines,
    "quote": _quote,
    "fact": _fact,
    "link": _link,
    "table": _table,
}
