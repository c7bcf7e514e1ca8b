"""Applies every rule to every translated text of an object."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from django.conf import settings
from django.db.models import Model
from django.utils.text import capfirst

from astra_site import languages
from astra_site.content_checks import foreign_words, link_rules, pairs
from astra_site.content_checks.messages import Message, message
from astra_site.content_checks.passages import Passage
from astra_site.content_checks.registry import (
    Names,
    all_names,
    avoided_in,
    checks_of,
    is_left_out,
)
from astra_site.content_checks.texts import Text, pairs_of
from astra_site.serbian import readability, typography, wrong_words
from astra_site.serbian.findings import MASK, SERBIAN, Finding, found_in, without_addresses

BOTH = ""
# The field whose sentences are to be shorter than elsewhere.
EASY_FIELD = "easy_read"


class LocatedFinding(NamedTuple):
    """A finding and where in an object's form it is."""

    finding: Finding
    # Empty when both languages are concerned.
    language: str
    column: str
    label: str
    block: str = ""

    @property
    def message(self) -> Message:
        """Return what the rule says."""
        return message(self.finding.rule)

    @property
    def is_error(self) -> bool:
        """Tell whether it is certainly a slip."""
        return self.message.severity == "error"

    @property
    def html_language(self) -> str:
        """Return the language of the excerpt as `lang` wants it."""
        return languages.html_code(self.language) if self.language else ""

    @property
    def language_name(self) -> str:
        """Return what the form calls the language, for a field looks alike in both."""
        return dict(settings.LANGUAGES).get(self.language, "")

    @property
    def path(self) -> str:
        """Return where it is in the edit form, as Wagtail names places: body_en.<id of a block>."""
        return ".".join(filter(None, (self.column, self.block)))

    @property
    def anchor(self) -> str:
        """Return what an edit form's address ends in to open at this place."""
        return f":w:contentpath={self.path}" if self.column else ""


def findings_in(passage: Passage, language: str, names: Names) -> Iterator[Finding]:
    """Yield what the rules for one language say of `passage`."""
    if passage.is_heading and not passage.text.strip():
        yield Finding("empty-heading", "")
        return
    for rule in typography.ALL:
        yield from rule(passage.own_text, language)
    yield from typography.all_capitals(passage.own_text, language, names.acronyms)
    for link_rule in link_rules.ALL:
        yield from link_rule(passage)
    yield from foreign_words.unmarked_words(passage, language, names.names)
    without_names = _masked(passage.own_text, names.names)
    for word_rule in wrong_words.ALL:
        yield from word_rule(without_names, language)
    if not passage.is_heading:
        yield from readability.passive_chains(passage.own_text, language)
    own_text = without_addresses(passage.own_text)
    for avoided in avoided_in(language):
        for match in avoided.pattern.finditer(own_text):
            yield found_in(avoided.rule, passage.text, match, match.expand(avoided.instead))


def _masked(text: str, names: frozenset[str]) -> str:
    """Return `text` as long, without the names that their owners write as they do."""
    for name in names:
        text = text.replace(name, MASK * len(name)) if name in text else text
    return text


def _findings_in_whole(text: Text) -> Iterator[tuple[Finding, Passage]]:
    """Yield what is told only by the field, or by all of its passages together."""
    longest = readability.LONGEST_EASY if text.field == EASY_FIELD else readability.LONGEST
    for passage in text.passages:
        if not passage.is_heading:
            for finding in readability.long_sentences(passage.text, longest):
                yield finding, passage
    if text.language == SERBIAN:
        in_two_ways = readability.two_ways_to_address([passage.own_text for passage in text.passages])
        if in_two_ways:
            yield in_two_ways, text.passages[0]


def check(instance: Model, names: Names | None = None) -> list[LocatedFinding]:
    """Return all findings in `instance` as it is in memory, published or draft.

    Args:
        instance: a page, snippet or setting.
        names: from `all_names()`, asked once by whoever checks many objects.
    """
    names = all_names() if names is None else names
    found: list[LocatedFinding] = []
    for serbian, english in pairs_of(instance):
        found += _in_text(serbian, names)
        found += _in_text(english, names)
        for finding, passage in pairs.check_pair(serbian.passages, english.passages):
            label = " › ".join((english.label, *passage.labels[:1]))
            found.append(LocatedFinding(finding, BOTH, english.column, label, passage.block))
    for own_check in checks_of(instance):
        for problem in own_check(instance):
            found.append(_own_place(instance, problem.rule, problem.excerpt, problem.field))
    return found


def _in_text(text: Text, names: Names) -> Iterator[LocatedFinding]:
    found = (
        (finding.shown_in(passage.text), passage)
        for passage in text.passages
        for finding in findings_in(passage, text.language, names)
    )
    for finding, passage in chain(found, _findings_in_whole(text)):
        if not is_left_out(text.field, finding.rule):
            label = _label(text, passage)
            yield LocatedFinding(finding, text.language, text.column, label, passage.block)


def _label(text: Text, passage: Passage) -> str:
    return " › ".join((text.label, *passage.labels))


def _own_place(instance: Model, rule: str, excerpt: str, column: str) -> LocatedFinding:
    field, language = column, BOTH
    for code in languages.CODES:
        suffix = f"_{code.replace('-', '_')}"
        if column.endswith(suffix):
            field, language = column.removesuffix(suffix), code
    label = capfirst(str(getattr(instance._meta.get_field(field), "verbose_name", field))) if field else ""
    return LocatedFinding(Finding(rule, excerpt), language, column, label)
