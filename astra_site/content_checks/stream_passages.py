"""The passages of a stream field, found by its block definitions in the raw data.

Raw data costs no query: a stream's own values would fetch each page and picture that they show.
"""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from astra_site.content_checks.passages import Link, Passage, plain_passage, rich_passages

HEADING_NAMES = {"heading", "title"}
Labels = tuple[str, ...]


def stream_passages(stream: Any) -> Iterator[Passage]:
    """Yield the passages of a StreamValue, each with the labels and the id of its block."""
    for item in stream.raw_data if stream else ():
        # What is no block any more Wagtail leaves out.
        child = stream.stream_block.child_blocks[item["type"]]
        for passage in _passages(child, item.get("value"), (str(child.label),)):
            yield passage._replace(block=item.get("id") or "")


def _passages(block: blocks.Block, value: Any, labels: Labels) -> Iterator[Passage]:
    for kind, read in READERS:
        if isinstance(block, kind):
            yield from read(block, value, labels)
            return


def _rich(block: blocks.Block, value: Any, labels: Labels) -> Iterator[Passage]:
    yield from rich_passages(str(value or ""), labels=labels)


def _plain(block: blocks.Block, value: Any, labels: Labels) -> Iterator[Passage]:
    is_heading = block.name in HEADING_NAMES
    if value or is_heading:
        yield plain_passage(str(value or ""), is_heading=is_heading, labels=labels)


def _struct(block: blocks.StructBlock, value: Any, labels: Labels) -> Iterator[Passage]:
    value = value if isinstance(value, dict) else {}
    url = next(
        (value.get(name) for name, child in block.child_blocks.items() if isinstance(child, blocks.URLBlock)),
        None,
    )
    for name, child in block.child_blocks.items():
        for passage in _passages(child, value.get(name), (*labels, str(child.label))):
            if name == "text" and url and not passage.is_rich:
                # A text with an address beside it is the text of a link.
                passage = passage._replace(links=(Link(passage.text.strip(), str(url), 0),))
            yield passage


def _list(block: blocks.ListBlock, value: Any, labels: Labels) -> Iterator[Passage]:
    for number, item in enumerate(value if isinstance(value, list) else (), start=1):
        if isinstance(item, dict) and item.get("type") == "item":
            item = item.get("value")
        yield from _passages(block.child_block, item, (*labels, str(number)))


def _stream(block: blocks.StreamBlock, value: Any, labels: Labels) -> Iterator[Passage]:
    for item in value if isinstance(value, list) else ():
        child = block.child_blocks.get(item.get("type")) if isinstance(item, dict) else None
        if child is not None:
            yield from _passages(child, item.get("value"), (*labels, str(child.label)))


def _table(block: TypedTableBlock, value: Any, labels: Labels) -> Iterator[Passage]:
    value = value if isinstance(value, dict) else {}
    columns = value.get("columns") or []
    for column in columns:
        if column.get("heading"):
            yield plain_passage(column["heading"], labels=labels)
    if value.get("caption"):
        yield plain_passage(value["caption"], labels=labels)
    for number, row in enumerate(value.get("rows") or [], start=1):
        for column, cell in zip(columns, row.get("values") or [], strict=False):
            child = block.child_blocks.get(column.get("type"))
            if child is not None:
                yield from _passages(
                    child, cell, (*labels, f"{column.get('heading') or ''} {number}".strip())
                )


# The first kind that fits reads the block; what fits none has no words (pages, pictures, choices).
READERS = (
    (blocks.RichTextBlock, _rich),
    (blocks.CharBlock, _plain),
    (blocks.TextBlock, _plain),
    (TypedTableBlock, _table),
    (blocks.StructBlock, _struct),
    (blocks.ListBlock, _list),
    (blocks.StreamBlock, _stream),
)
