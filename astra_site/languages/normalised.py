"""What of a translated value counts as its text, so that a state changes only when the text does.

The same text gets new block keys, other whitespace and empty paragraphs each time an editor saves.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from wagtail.blocks import StreamValue

_BLOCK_KEY = re.compile(r'\s*data-block-key="[^"]*"')
_TAG = re.compile(r"<[^>]+>")
_WORDLESS = re.compile(r"<(?:embed|img|hr)\b")
_SPACE = re.compile(r"\s+")
_SPACE_AROUND_BLOCK = re.compile(r"\s*(</?(?:p|ul|ol|li|h[1-6]|br|hr|blockquote)\b[^>]*>)\s*")
_END_OF_BLOCK = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>")


def normalised(value: object) -> str:
    """Return the text of `value` as it is compared: "" for whatever says nothing."""
    if isinstance(value, StreamValue):
        blocks = _without_ids(value.get_prep_value())
        return json.dumps(blocks, ensure_ascii=False, sort_keys=True, default=str) if blocks else ""
    return "" if value is None else _normalised_text(str(value))


def digest(value: object) -> str:
    """Return what stands for the text of `value`; "" for whatever says nothing."""
    text = normalised(value)
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def readable(value: object) -> str:
    """Return the words of `value`, a paragraph a line, for people to read and compare."""
    if isinstance(value, StreamValue):
        # Child by child, so that parts come in the order of the block: PostgreSQL stores them in its own.
        blocks = [child.get_prep_value() for child in value]
        return "\n".join(filter(None, map(_readable_text, _texts(blocks))))
    return "" if value is None else _readable_text(str(value))


def _normalised_text(text: str) -> str:
    # An editor of text writes this space as itself, whatever stood there.
    text = text.replace("&nbsp;", " ")
    if "<" not in text:
        return _SPACE.sub(" ", text).strip()
    text = _SPACE_AROUND_BLOCK.sub(r"\1", _SPACE.sub(" ", _BLOCK_KEY.sub("", text))).strip()
    says_nothing = not unescape(_TAG.sub("", text)).strip() and not _WORDLESS.search(text)
    return "" if says_nothing else text


def _readable_text(text: str) -> str:
    if "<" in text:
        text = unescape(_TAG.sub("", _END_OF_BLOCK.sub("\n", text)))
    lines = (_SPACE.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, dict):
        is_block = "type" in value and "value" in value
        return {key: _without_ids(item) for key, item in value.items() if not (is_block and key == "id")}
    return _normalised_text(value) if isinstance(value, str) else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("type", "id"):
                yield from _texts(item)
