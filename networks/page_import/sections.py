"""Blocks as sections, one for each network that a heading names."""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from networks.models import NetworkPage
from networks.page_import.blocks import Block, plain
from networks.spreadsheets.names import KnownNames, bare

_COUNT = re.compile(
    r"(?<![\d.])(\d{1,4})\s+(?:[^\W\d_]+\s+){0,2}?(?:član\w*|organizacij\w*|members?\b|organi[sz]ations?\b)",
    re.IGNORECASE,
)
_LONGEST_HEADING = 120


@dataclass
class Section:
    """A network's part of the page."""

    heading: str
    blocks: list[Block] = field(default_factory=list)
    existing: NetworkPage | None = None
    doubts: list[str] = field(default_factory=list)

    @property
    def stated_counts(self) -> list[int]:
        """Return the numbers of members that the text states."""
        texts = [plain(line) for block in self.blocks for line in (block.lines or [block.html])]
        return [int(found) for text in texts for found in _COUNT.findall(text)]


@dataclass
class Outline:
    """A page as sections, and what stands before the first of them."""

    introduction: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def known_networks() -> tuple[KnownNames, dict[int, NetworkPage]]:
    """Return the networks, drafts as well, by all their names."""
    names, pages = KnownNames(), {}
    for page in NetworkPage.objects.order_by("path"):
        pages[page.pk] = page
        own = [page.title, page.title_en, page.short_name_sr_latn, page.short_name_en, page.acronym]
        names.add_all(page.pk, [name for name in own if name])
    return names, pages


def outline(blocks: list[Block]) -> Outline:
    """Divide the page at the headings of networks.

    Those are the headings of the highest level that stands more than once. Besides, the name of a
    known network begins its section whatever it is marked as; that is then a doubt.
    """
    names, pages = known_networks()
    level = _level_of_networks(blocks)
    found = Outline()
    for block in blocks:
        title = _title(block)
        known = names.find(title) if title else set()
        is_heading = block.kind == "heading" and block.level == level
        if not is_heading and not (known and title):
            (found.sections[-1].blocks if found.sections else found.introduction).append(block)
            continue
        section = Section(title)
        _recognise(section, known, names, pages)
        if not is_heading:
            section.doubts.append(_("The name of the network is not marked as a heading of its level."))
        found.sections.append(section)
    return found


def _level_of_networks(blocks: list[Block]) -> int:
    levels = Counter(block.level for block in blocks if block.kind == "heading")
    several = [level for level, number in levels.items() if number > 1]
    return min(several or levels, default=0)


def _title(block: Block) -> str:
    """Return the text of a heading, or of a paragraph that is nothing but a line in bold."""
    is_bold_line = block.kind == "paragraph" and re.fullmatch(r"<b>[^<]+</b>:?", block.html)
    is_short_line = (
        block.kind == "paragraph" and "<" not in block.html and len(block.html) <= _LONGEST_HEADING
    )
    if block.kind == "heading" or is_bold_line or is_short_line:
        return block.text.rstrip(":").strip()
    return ""


def _recognise(section: Section, known: set[int], names: KnownNames, pages: dict[int, NetworkPage]) -> None:
    candidates = known
    if not candidates:
        for part in re.split(r"[()–—−]|\s-\s", section.heading):
            candidates = candidates or names.find(part)
        if candidates:
            section.doubts.append(_("The heading is not the whole name of the network, only a part of it."))
    published = {key for key in candidates if pages[key].live}
    if len(candidates) > 1:
        titles = ", ".join(f"“{pages[key].title}”" for key in sorted(candidates))
        section.doubts.append(_("The heading fits more than one network: %(titles)s.") % {"titles": titles})
        candidates = published
    if len(candidates) > 1:
        section.doubts.append(_("None of them was chosen."))
    elif candidates:
        section.existing = pages[candidates.pop()]
    else:
        section.doubts += [
            _("Much like the network “%(name)s”. Is it the same?") % {"name": one.name}
            for one in names.similar(section.heading)
        ]
    if not bare(section.heading):
        section.doubts.append(_("The heading has no letters."))
