"""What the Cyrillic pages are made of: every word that was left, and every word with lj, nj or dž."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from django.test import Client

from astra_site.cyrillic.names import NAMES
from astra_site.languages import script
from astra_site.serbian import cyrillic, cyrillic_markup
from astra_site.serbian.cyrillic import WhyLatin
from astra_site.tasks.progress import NO_PROGRESS, Progress, each

DIGRAPH = re.compile("lj|nj|dž", re.IGNORECASE)


class WordsOfPages(NamedTuple):
    """Words that stay, by reason, with the first page where each stands; and those with two-letter signs."""

    left: dict[WhyLatin, dict[str, str]]
    digraphs: dict[str, str]


def pages(progress: Progress = NO_PROGRESS) -> Iterator[tuple[str, str]]:
    """Yield each Serbian page of the sitemap: its address, and its HTML in Latin."""
    client = Client()
    sitemap = client.get("/sitemap.xml").content.decode()
    urls = re.findall(r"<loc>([^<]+)</loc>", sitemap)
    for url in each(progress, urls, len(urls), "Pages"):
        path = urlsplit(url).path
        if script.has_cyrillic(path):
            yield path, client.get(path).content.decode()


def texts_of(html: str) -> list[str]:
    """Return every text of a page that is transliterated, as it is in Latin."""
    texts: list[str] = []

    def note(text: str) -> str:
        texts.append(text)
        return text

    cyrillic_markup.in_cyrillic(html, note, str)
    return texts


def words_of(pages: Iterable[tuple[str, str]]) -> WordsOfPages:
    """Tell what the words of `pages`, each an address and its HTML in Latin, become."""
    left: dict[WhyLatin, dict[str, str]] = defaultdict(dict)
    digraphs: dict[str, str] = {}
    names = NAMES.get()
    seen: set[str] = set()
    for path, html in pages:
        for text in texts_of(html):
            if text in seen:
                continue
            seen.add(text)
            for word in cyrillic.words(text, names):
                if word.reason:
                    left[word.reason].setdefault(word.written, path)
                elif DIGRAPH.search(word.written):
                    digraphs[word.written.lower()] = word.shown.lower()
    return WordsOfPages(dict(left), digraphs)
