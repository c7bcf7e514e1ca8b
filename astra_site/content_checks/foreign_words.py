"""Words of the other language in rich text that are not marked as such.

A screen reader says an English word in a Serbian sentence with Serbian sounds unless the word has
its `lang`. Only words are looked for that the language itself does not have.
"""

import re
from collections.abc import Iterator

from astra_site.content_checks.passages import Passage
from astra_site.serbian.findings import MASK, SERBIAN, Finding, found_in, without_addresses

# Only words that a Serbian sentence cannot hold as its own.
ENGLISH_WORDS = frozenset(
    "the of and with from by their this that which against women children human rights trafficking network"
    " action society europe european missing security policy justice freedom council support people world"
    " organisation organization report training act now".split()
)
SERBIAN_WORDS = frozenset(
    "protiv ljudima mreža mreže mrežu žena žene žrtve žrtava prava udruženje podrška centar akcija dece deca"
    " nasilja nasilje trgovine trgovina savez koalicija koalicije članice godine".split()
)
SEQUENCE = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*(?:[ \u00a0]+[^\W\d_]+(?:[’'-][^\W\d_]+)*)*")


def unmarked_words(passage: Passage, language: str, names: frozenset[str]) -> Iterator[Finding]:
    """Find two words or more of the other language that stand together without `lang`.

    `names` are those that need no mark: how an organisation or network is called in this language.
    """
    if not passage.is_rich:
        return
    words = ENGLISH_WORDS if language == SERBIAN else SERBIAN_WORDS
    text = without_addresses(passage.own_text)
    if not _are_any(text, words):
        return
    for name in names:
        text = text.replace(name, MASK * len(name))
    for match in SEQUENCE.finditer(text):
        first, last = _stretch(match[0], words)
        if first is None:
            continue
        stretch = re.compile(re.escape(match[0][first:last]))
        found = stretch.search(passage.text, match.start() + first)
        if found:
            yield found_in("foreign-words", passage.text, found)


def _are_any(text: str, words: frozenset[str]) -> bool:
    """Tell whether two words of the list are anywhere in `text`, as cheaply as can be."""
    return sum(word in words for word in re.findall(r"[^\W\d_]+", text.lower())) > 1


def _stretch(sequence: str, words: frozenset[str]) -> tuple[int | None, int]:
    """Return where in `sequence` words of the list stand close together, from the first to the last."""
    hits = [match.span() for match in re.finditer(r"[^\W\d_]+", sequence) if match[0].lower() in words]
    best: tuple[int | None, int] = (None, 0)
    for earlier, later in zip(hits, hits[1:], strict=False):
        # At most one word between two known ones: "of the Western women" is one stretch.
        if sequence[earlier[1] : later[0]].count(" ") <= 2:
            best = (earlier[0] if best[0] is None else best[0], later[1])
    return best
