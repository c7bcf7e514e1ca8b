"""How easily a text is read: long sentences, chains of passives, two ways of addressing the reader.

Advice and no more: a long sentence may be a good one.
"""

import re
from collections.abc import Iterator, Sequence

from astra_site.serbian.findings import ENGLISH, SERBIAN, Finding, excerpt

LONGEST = 25
# In a text that is meant to be read easily.
LONGEST_EASY = 15
PASSIVES = 2

# A full stop of an ordinal or an abbreviation is followed by a small letter or a digit; what a semicolon
# divides is read as two sentences.
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”“)]*\s+(?=[„“(]?[A-ZČĆŠŽĐ])|;\s+")
_WORD = re.compile(r"\w+(?:[-’.,/]\w+)*")
_QUOTED = re.compile(r"„[^”]*”|“[^”]*”")

# Adjectives that look like participles.
_ADJECTIVES = (
    "važ|potreb|duž|sigur|sprem|mož|poznat|potpu|pristup|samostal|poseb|ozbil|jed|drug|ogrom|glav|nezavis|javn"
    "|sposob|odgovor|vred|siroma|vezan|nov|prav|prisut"
)
_PARTICIPLE = rf"(?!(?:{_ADJECTIVES})\w*\b)(?:\w{{2,}}(?:[aei]n|nut|slat|zvat)|\w*(?:donet|uzet))[aoie]?\b"
_AUXILIARY = r"\b(?:je|su|bude|budu|biti|bio|bila|bilo|bili|bile|biće)\b"
_PASSIVE = {
    SERBIAN: re.compile(
        rf"{_AUXILIARY}\s+(?:\w+\s+)?{_PARTICIPLE}|\b{_PARTICIPLE}\s+(?:{_AUXILIARY})|\bod strane\b",
        re.IGNORECASE,
    ),
    ENGLISH: re.compile(
        r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(?:\w{3,}ed|given|taken|made|held|found|told|seen"
        r"|shown|done|kept|left|sent|written|built|brought|led)\b",
        re.IGNORECASE,
    ),
}
_BY_SOMEBODY = re.compile(r"\bod strane\b", re.IGNORECASE)

_FAMILIAR = re.compile(
    r"\b(?:tebe|tebi|tobom|tvoj\w{0,3}|možeš|hoćeš|nećeš|želiš|imaš|nemaš|moraš|znaš|nisi|ćeš"
    r"|(?:ako|kad|jer|da) si)\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\b(?:vi|vas|vam|vama|vaš\w{0,4}|možete|hoćete|nećete|želite|imate|nemate|morate|znate|niste|ćete|pozovite"
    r"|recite|pročitajte|pogledajte)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of `text` begins and ends."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)


def long_sentences(text: str, longest: int) -> Iterator[Finding]:
    """Find sentences with more words than `longest`."""
    rule = "long-sentence" if longest == LONGEST else "long-easy-sentence"
    for start, end in sentences(text):
        count = len(_WORD.findall(text, start, end))
        if count > longest:
            yield Finding(rule, f"{count}: {excerpt(text, start, start + 40)}", start=start)


def passive_chains(text: str, language: str) -> Iterator[Finding]:
    """Find sentences in which much is done and nobody does it."""
    for start, end in sentences(text):
        found = list(_PASSIVE[language].finditer(text, start, end))
        if len(found) >= PASSIVES or any(_BY_SOMEBODY.search(match[0]) for match in found):
            first, last = found[0].start(), found[-1].end()
            yield Finding("passive-chain", excerpt(text, first, last), start=first, end=last)


def two_ways_to_address(texts: Sequence[str]) -> Finding | None:
    """Return where a Serbian text says ti to a reader whom it calls vi elsewhere, but for quotes."""
    own = [_QUOTED.sub(" ", text) for text in texts]
    if not any(_POLITE.search(text) for text in own):
        return None
    for text in own:
        if familiar := _FAMILIAR.search(text):
            return Finding("ti-and-vi", excerpt(text, *familiar.span()))
    return None
