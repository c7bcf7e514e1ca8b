"""What a rule about a text reports."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

SERBIAN = "sr-latn"
ENGLISH = "en"
# Stands for characters that a rule must not judge: addresses, words of another language.
MASK = "\ufffc"
# Characters shown before and after what was found.
AROUND = 24
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>„”“\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
DOMAIN = re.compile(r"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:rs|org|com|net|eu|int|info|ba|mk|hr|me|si|nl|de|uk)\b")


class Finding(NamedTuple):
    """One place in a text where a rule has something to say."""

    rule: str
    excerpt: str
    suggestion: str = ""
    start: int = 0
    # Zero where the finding is about no place of the text.
    end: int = 0

    def shown_in(self, text: str) -> "Finding":
        """Return the finding with its excerpt from `text`, as long as the one that the rule read."""
        suggestion = "" if MASK in self.suggestion else self.suggestion
        shown = excerpt(text, self.start, self.end) if self.end else self.excerpt
        return self._replace(excerpt=shown, suggestion=suggestion)


@lru_cache(maxsize=256)
def without_addresses(text: str) -> str:
    """Return `text` with web and e-mail addresses masked, so that rules of writing pass them by.

    Remembered for a moment, since every rule asks it of the same text.
    """
    if "." not in text:
        return text
    for pattern in (ADDRESS, DOMAIN):
        text = pattern.sub(lambda found: MASK * len(found[0]), text)
    return text


def excerpt(text: str, start: int, end: int) -> str:
    """Return what stands from `start` to `end` in `text`, with a few words around it."""
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    if left:
        left = min(start, text.find(" ", left, start) + 1 or left)
    if right < len(text):
        right = max(end, text.rfind(" ", end, right))
    shown = text[left:right].strip()
    return f"{'…' if left else ''}{shown}{'…' if right < len(text) else ''}"


def found_in(rule: str, text: str, match: re.Match, suggestion: str = "") -> Finding:
    """Return the finding of `rule` at `match` in `text`."""
    return Finding(rule, excerpt(text, *match.span()), suggestion, *match.span())


def each(rule: str, pattern: re.Pattern, text: str, replacement: str = "") -> Iterator[Finding]:
    """Yield a finding for every match of `pattern`, with what to write instead."""
    for match in pattern.finditer(text):
        yield found_in(rule, text, match, match.expand(replacement) if replacement else "")
