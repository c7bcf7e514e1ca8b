"""Loads what editors would say of how people ask: synonyms, and the best answers to certain words."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from astra_site import languages
from astra_site.pages.models import BasePage
from astra_site.safety.models import Hotline
from astra_site.search.models import BestAnswer, Synonyms
from astra_site.search.models.lines import COLUMNS
from networks.starter.writer import Writer
from networks.starter.yaml_lines import Record, read_records


def load_search_words(
    folder: Path, writer: Writer, pages: Mapping[str, BasePage | None], hotlines: Mapping[str, Hotline | None]
) -> None:
    """Load the two files of `folder`; a target that an editor has deleted takes its best answer with it.

    Raises:
        StarterError: a record is bad.
    """
    for record in read_records(folder / "synonyms.yaml"):
        _write(writer, f"synonyms {record.require('key')}", record, Synonyms())
    for record in read_records(folder / "best_answers.yaml"):
        page, hotline = _target(record, "page", pages), _target(record, "hotline", hotlines)
        if page or hotline:
            answer = BestAnswer(page=page, hotline=hotline)
            _write(writer, f"best answer {record.require('key')}", record, answer)


def _write(writer: Writer, key: str, record: Record, new: Synonyms | BestAnswer) -> None:
    nothing_made_by_hand = type(new).objects.none()
    writer.write(key, record, nothing_made_by_hand, new, partial(_fill, record))


def _target(record: Record, kind: str, known: Mapping[str, Any]) -> Any:
    key = record.get(kind)
    if key is not None and key not in known:
        raise record.error(f"{kind}: there is none “{key}”")
    return known.get(key) if key is not None else None


def _fill(record: Record, instance: Synonyms | BestAnswer) -> None:
    words = record.require("words")
    for language, code in ((languages.SOURCE, "sr"), (languages.ENGLISH, "en")):
        lines = [str(line) for line in words.get(code) or []]
        setattr(instance, COLUMNS[language], "\n".join(lines))
    words.check_all_read()
    for read_elsewhere in ("page", "hotline"):
        record.get(read_elsewhere)
