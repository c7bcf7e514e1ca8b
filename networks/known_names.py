"""The names by which networks and organisations are known, to find the same one under another name."""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass

from astra_site.serbian.folding import fold

# Between a name and a town or a second name: "Centar za devojke – Niš".
_SEPARATOR = re.compile(r"\s+[-‐‑‒–—―−]\s+|\s*[;|]\s*")
# Where two names have run together: small letter or digit, then a capital one.
_JOINT = re.compile(
    r"(?<=[^\W\d_A-ZČĆŠŽĐ])(?=[A-ZČĆŠŽĐА-Я])|(?<=\d)(?=[^\W\d_])|(?<=[)”\"])(?=\w)"
    r"|(?<=[A-ZČĆŠŽĐ])(?=[A-ZČĆŠŽĐ][a-zčćšžđ])"
)
SIMILAR = 0.88
MOST_SIMILAR = 3


def bare(name: str) -> str:
    """Return `name` folded, without punctuation and doubled spaces: what two spellings share."""
    return " ".join(re.findall(r"\w+", fold(name)))


def parts(name: str) -> list[str]:
    """Return the names that `name` itself holds: before and after a dash, and in brackets."""
    in_brackets = re.findall(r"\(([^()]+)\)", name)
    without = re.sub(r"\s*\([^()]*\)", "", name).strip()
    pieces = [piece.strip(" „”“\"'") for piece in _SEPARATOR.split(without)]
    return [piece for piece in dict.fromkeys([name.strip(), without, *pieces, *in_brackets]) if piece]


def halves(name: str) -> Iterator[tuple[str, str]]:
    """Return the ways in which `name` may be two names without a space between them."""
    for joint in _JOINT.finditer(name):
        yield name[: joint.start()].strip(), name[joint.start() :].strip()


@dataclass(frozen=True)
class Similar[Key: Hashable]:
    """A known name much like the one asked for."""

    key: Key
    name: str
    ratio: float


class KnownNames[Key: Hashable]:
    """Names with the key of what they name."""

    def __init__(self) -> None:
        self.exact: dict[str, set[Key]] = defaultdict(set)
        self.names: list[tuple[Key, str, str]] = []
        self._places: dict[str, list[int]] = defaultdict(list)

    def add(self, key: Key, name: str) -> None:
        """Remember one name."""
        folded = bare(name)
        if not folded or key in self.exact[folded]:
            return
        self.exact[folded].add(key)
        for trigram in _trigrams(folded):
            self._places[trigram].append(len(self.names))
        self.names.append((key, name, folded))

    def add_all(self, key: Key, names: Iterable[str], not_names: Iterable[str] = ()) -> None:
        """Remember all names of one thing, with what stands beside dashes and in brackets as well.

        `not_names` are parts that name something else, such as the town after a dash.
        """
        for name in names:
            self.add(key, name)
            for part in parts(name):
                if bare(part) not in not_names:
                    self.add(key, part)

    def find(self, name: str) -> set[Key]:
        """Return the keys of what is called so, whatever the letters and marks."""
        return set(self.exact.get(bare(name), ()))

    def alike(self, names: list[str], but: Collection[Key] = ()) -> tuple[set[Key], list[Similar[Key]]]:
        """Return who is called so, and whose name is much like the first one; `but` names who is asking.

        The import asks this of a row, the form of what is being typed.
        """
        same = {key for name in names for key in self.find(name)} - set(but)
        return same, self.similar(names[0], {*same, *but})

    def find_halves(self, name: str) -> list[tuple[tuple[str, set[Key]], tuple[str, set[Key]]]]:
        """Return the ways in which `name` is two names, of which at least one is known."""
        found = []
        for first, second in halves(name):
            keys = self.find(first), self.find(second)
            if any(keys) and len(first) > 1 and len(second) > 1:
                found.append(((first, keys[0]), (second, keys[1])))
        return sorted(found, key=lambda pair: -bool(pair[0][1]) - bool(pair[1][1]))

    def similar(self, name: str, but: Collection[Key] = ()) -> list[Similar[Key]]:
        """Return the known names that differ from `name` by little, the most similar first, without `but`.

        Only names that share rare trigrams are compared letter by letter, so that thousands of names
        take moments.
        """
        folded = bare(name)
        # In one order in every process: which of many are compared must not be chance.
        known_trigrams = [trigram for trigram in sorted(_trigrams(folded)) if trigram in self._places]
        rare = sorted((self._places[trigram] for trigram in known_trigrams), key=len)[:12]
        candidates = Counter(place for places in rare for place in places[:400])
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(folded)
        best: dict[Key, Similar[Key]] = {}
        enough = max(2, len(rare) // 3)
        for place, count in candidates.most_common(60):
            if count < min(enough, len(rare)):
                break
            key, known, known_folded = self.names[place]
            if known_folded == folded or key in but:
                continue
            matcher.set_seq1(known_folded)
            if matcher.real_quick_ratio() < SIMILAR or matcher.quick_ratio() < SIMILAR:
                continue
            ratio = matcher.ratio()
            if ratio >= SIMILAR and (key not in best or best[key].ratio < ratio):
                best[key] = Similar(key, known, ratio)
        return sorted(best.values(), key=lambda similar: -similar.ratio)[:MOST_SIMILAR]


def _trigrams(folded: str) -> set[str]:
    padded = f" {folded} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def known_organisations[Key: Hashable](
    names: Iterable[tuple[Key, list[str]]], towns: Iterable[str]
) -> KnownNames[Key]:
    """Return all names of organisations; a town after a dash is no name of theirs."""
    known: KnownNames[Key] = KnownNames()
    not_names = {bare(town) for town in towns}
    for key, all_of_one in names:
        known.add_all(key, all_of_one, not_names)
    return known
