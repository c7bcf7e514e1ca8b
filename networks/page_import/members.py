"""Lists of members: which organisation each line names."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from networks.models import Organisation
from networks.models.membership import MembershipKind
from networks.page_import.blocks import Block, plain
from networks.page_import.sections import Section
from networks.spreadsheets.names import SEPARATOR, KnownNames, bare, is_mixed, scripts

_CUES = [
    (re.compile(r"pridružen|saradničk|associate", re.IGNORECASE), MembershipKind.ASSOCIATE),
    (re.compile(r"partner", re.IGNORECASE), MembershipKind.PARTNER),
    (re.compile(r"osnivač|founder", re.IGNORECASE), MembershipKind.FOUNDER),
    (re.compile(r"član|member|organizacij|organi[sz]ation", re.IGNORECASE), MembershipKind.MEMBER),
]
_LONGEST_NAME = 200
# A heading that is nothing but "Članice" or "Organizacije članice".
_ANNOUNCES = re.compile(
    r"(?:(?:naše|our)\s+)?(?:organizacije\s+|member\s+)?"
    r"(?:član(?:ice|ovi)|members?|organi[sz]ations?|partner\w*)\W*$",
    re.IGNORECASE,
)
# Begins with a capital letter, a digit or a quotation mark and is no sentence.
_LOOKS_LIKE_A_NAME = re.compile(r"[\W_]*[^\Wa-zčćšžđа-я].*[^.!?:]$", re.DOTALL)


@dataclass
class Proposal:
    """An organisation that is not known yet, as a line of the page names it."""

    name: str
    town: str
    line: str


@dataclass
class Member:
    """One membership that a list proposes."""

    organisation: Organisation | Proposal
    kind: MembershipKind
    line: str


@dataclass
class MembersFound:
    """What the lists of one section hold."""

    members: list[Member] = field(default_factory=list)
    lines: int = 0
    doubts: list[str] = field(default_factory=list)
    # The blocks that are lists of members; the stream shows the members in their place.
    lists: list[Block] = field(default_factory=list)


class Directory:
    """All organisations, drafts as well, by every name; proposals join them as they are made."""

    def __init__(self) -> None:
        self.organisations = {one.pk: one for one in Organisation.objects.all()}
        self.names = KnownNames()
        self.proposals: dict[int, Proposal] = {}
        self.towns = {
            bare(town)
            for one in self.organisations.values()
            for town in (one.city_sr_latn, one.city_en)
            if town
        }
        for key, one in self.organisations.items():
            own = [one.name_sr_latn, one.name_en, one.acronym, one.legal_name, one.original_name]
            own += (one.former_names or "").split("\n")
            self.names.add_all(key, [name for name in own if name], self.towns)

    def get(self, key: int) -> Organisation | Proposal:
        """Return what a key stands for; those of proposals are below zero."""
        return self.organisations[key] if key > 0 else self.proposals[key]

    def propose(self, name: str, town: str, line: str) -> Proposal:
        """Remember an organisation that nobody knows."""
        proposal = Proposal(name, town, line)
        key = -len(self.proposals) - 1
        self.proposals[key] = proposal
        self.names.add(key, name)
        return proposal


def find_members(section: Section, directory: Directory) -> MembersFound:
    """Read the lists of members of a section."""
    found = MembersFound()
    cue = ""
    for block in section.blocks:
        lines = [plain(line) for line in block.lines]
        is_list = block.kind == "list" or (block.kind == "paragraph" and len(lines) > 2)
        if not is_list:
            cue = block.text
            continue
        if block.kind == "paragraph" and _kind(lines[0]) and lines[0].endswith(":"):
            cue, lines = lines[0], lines[1:]
        if not _is_list_of_members(cue, lines, directory):
            continue
        found.lists.append(block)
        found.lines += len(lines)
        for line in lines:
            _read_line(line, _kind(cue) or MembershipKind.MEMBER, found, directory)
    _compare_counts(section, found)
    return found


def _kind(cue: str) -> MembershipKind | None:
    return next((kind for pattern, kind in _CUES if pattern.search(cue)), None)


def _is_list_of_members(cue: str, lines: list[str], directory: Directory) -> bool:
    """Tell by the words before a list, or by the organisations in it, whether it lists members."""
    if any(len(line) > _LONGEST_NAME for line in lines):
        return False
    known = sum(bool(_keys(line, directory)) for line in lines)
    if known * 2 > len(lines):
        return True
    return bool(_ANNOUNCES.match(cue) or (cue.rstrip().endswith(":") and _kind(cue))) and all(
        _LOOKS_LIKE_A_NAME.match(line) for line in lines
    )


def _keys(line: str, directory: Directory) -> set[int]:
    name, _town = _divide(line, directory)
    return directory.names.find(line) or directory.names.find(name)


def _divide(line: str, directory: Directory) -> tuple[str, str]:
    """Return name and town of a line such as "Forum žena − Prijepolje" or "Forum žena, Prijepolje"."""
    for pattern in (SEPARATOR, re.compile(r",\s+"), re.compile(r"\s*\(")):
        pieces = pattern.split(line.rstrip(" )").strip())
        if len(pieces) > 1 and bare(pieces[-1]) in directory.towns:
            return line[: line.rindex(pieces[-1])].rstrip(" -‐‑‒–—―−,("), pieces[-1]
    return line, ""


def _read_line(line: str, kind: MembershipKind, found: MembersFound, directory: Directory) -> None:
    line = line.strip(" ;,.•")
    if not bare(line):
        return
    if is_mixed(line):
        found.doubts.append(_("“%(value)s” mixes Latin and Cyrillic letters in one word.") % {"value": line})
    elif "CYRILLIC" in scripts(line):
        found.doubts.append(_("“%(line)s” is in Cyrillic.") % {"line": line})
    name, town = _divide(line, directory)
    keys = _keys(line, directory)
    if len(keys) > 1:
        names = ", ".join(f"“{_name(directory.get(key))}”" for key in sorted(keys))
        found.doubts.append(
            _("“%(line)s” fits more than one organisation: %(names)s. None was chosen.")
            % {"line": line, "names": names}
        )
    elif keys:
        _add(directory.get(keys.pop()), kind, line, found)
    elif not _read_glued(line, kind, found, directory):
        for one in directory.names.similar(name):
            found.doubts.append(
                _("“%(name)s” is much like “%(other)s”. Is it the same?") % {"name": name, "other": one.name}
            )
        _add(directory.propose(name, town, line), kind, line, found)


def _read_glued(line: str, kind: MembershipKind, found: MembersFound, directory: Directory) -> bool:
    """Divide two names without a space between them, if at least one of them is known."""
    pairs = directory.names.find_halves(line)
    if not pairs:
        return False
    (first, second) = pairs[0]
    found.doubts.append(
        _("“%(name)s” looks like two names without a space: “%(first)s” and “%(second)s”.")
        % {"name": line, "first": first[0], "second": second[0]}
    )
    for name, keys in (first, second):
        if len(keys) == 1:
            _add(directory.get(next(iter(keys))), kind, line, found)
        else:
            _add(directory.propose(name, "", line), kind, line, found)
    return True


def _name(organisation: Organisation | Proposal) -> str:
    return organisation.name if isinstance(organisation, Proposal) else organisation.name_sr_latn


def _add(organisation: Organisation | Proposal, kind: MembershipKind, line: str, found: MembersFound) -> None:
    for other in found.members:
        if other.organisation is organisation:
            found.doubts.append(
                _("“%(line)s” and “%(other)s” are the same organisation, “%(name)s”. It is in the list once.")
                % {"line": line, "other": other.line, "name": _name(organisation)}
            )
            return
    if isinstance(organisation, Proposal):
        found.doubts.append(
            _("“%(name)s” is not known. It was proposed as a draft, from “%(line)s”.")
            % {"name": organisation.name, "line": line}
        )
    elif bare(line) not in {bare(organisation.name_sr_latn), bare(organisation.name_en or "")}:
        found.doubts.append(
            _("“%(line)s” was taken to be “%(name)s”.") % {"line": line, "name": organisation.name_sr_latn}
        )
    found.members.append(Member(organisation, kind, line))


def _compare_counts(section: Section, found: MembersFound) -> None:
    if not found.lists:
        return
    listed = len(found.members)
    for stated in dict.fromkeys(section.stated_counts):
        if stated != listed or found.lines != listed:
            found.doubts.append(
                _(
                    "The text states the number %(stated)s; the list has %(lines)s lines and %(listed)s "
                    "different organisations."
                )
                % {"stated": stated, "lines": found.lines, "listed": listed}
            )
