"""Goes through all links of the content and keeps what it finds."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event
from urllib.parse import urlsplit

from django.db import transaction
from wagtail.documents import get_document_model

from astra_site.link_checks.collecting import OWN, StandingLink, all_places
from astra_site.link_checks.fetching import Fetcher, Found
from astra_site.link_checks.models import CheckedLink, LinkPlace, LinkState, Reason
from astra_site.pages.models import BasePage
from astra_site.tasks.progress import Progress

logger = logging.getLogger(__name__)
# So many hosts are asked side by side, each one thing at a time.
SIDE_BY_SIDE = 8
# A host that gives no answer so often in a row is asked no more: hundreds of links may lead to it.
MOST_FAILURES = 3
NO_ANSWER = {Reason.TIME, Reason.CONNECTION, Reason.NAME}
ROWS = 500


class NoWayOut(Exception):
    """No host at all has answered: it is this server that reaches nobody."""


def check_all(progress: Progress, fetcher: Fetcher | None = None) -> dict[str, int]:
    """Check every link and return how many there are of each state.

    Raises:
        NoWayOut: nobody has answered. What was known of other hosts stays as it was.
    """
    links = note_places(all_places())
    # What gave no answer is noted only when somebody else has given one.
    waiting: list[tuple[str, Found]] = []
    has_way_out = False
    for number, (url, found) in enumerate(_results(list(links), fetcher or Fetcher()), start=1):
        waiting.append((url, found))
        has_way_out = has_way_out or not (url.startswith(OWN) or found.reason in NO_ANSWER)
        if has_way_out or url.startswith(OWN):
            _note(links, waiting)
        progress.tell(number, len(links))
    if waiting:
        raise NoWayOut
    counts: dict[str, int] = defaultdict(int)
    for link in links.values():
        counts[link.state] += 1
    return dict(counts)


def _note(links: dict[str, CheckedLink], waiting: list[tuple[str, Found]]) -> None:
    for url, found in waiting:
        links[url].note(*found)
    waiting.clear()


@transaction.atomic
def note_places(places: Iterable[StandingLink]) -> dict[str, CheckedLink]:
    """Keep where each link stands now, and return the links; what stands nowhere is forgotten."""
    by_url: dict[str, list[StandingLink]] = defaultdict(list)
    for place in places:
        by_url[place.url].append(place)
    known = {link.url: link for link in CheckedLink.objects.all()}
    gone = [link.pk for url, link in known.items() if url not in by_url]
    CheckedLink.objects.filter(pk__in=gone).delete()
    new = [CheckedLink(url=url) for url in by_url if url not in known]
    CheckedLink.objects.bulk_create(new, batch_size=ROWS)
    links = {link.url: link for link in CheckedLink.objects.all()}
    LinkPlace.objects.all().delete()
    rows = (
        LinkPlace(
            link=links[url], title=place.title, kind=place.kind, field=place.field, edit_url=place.edit_url
        )
        for url, found in by_url.items()
        for place in found
    )
    LinkPlace.objects.bulk_create(rows, batch_size=ROWS)
    return links


def _results(urls: list[str], fetcher: Fetcher) -> Iterator[tuple[str, Found]]:
    """Yield each link with what became of it, as they come."""
    own = [url for url in urls if url.startswith(OWN)]
    yield from ((url, _own_link(url)) for url in own)
    of_hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        if not url.startswith(OWN):
            of_hosts[_host(url)].append(url)
    results: SimpleQueue[tuple[str, Found]] = SimpleQueue()
    is_over = Event()
    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        for some in of_hosts.values():
            threads.submit(_check_host, fetcher, some, results, is_over)
        try:
            for _number in range(len(urls) - len(own)):
                yield results.get()
        finally:
            # Whoever has asked for it may have cancelled it.
            is_over.set()


def _check_host(fetcher: Fetcher, urls: list[str], results: SimpleQueue, is_over: Event) -> None:
    """Check the links to one host, one after another."""
    failures, found = 0, Found(LinkState.UNCHECKED)
    for url in urls:
        if is_over.is_set():
            return
        if failures < MOST_FAILURES:
            found = _check(fetcher, url)
            failures = failures + 1 if found.reason in NO_ANSWER else 0
        results.put((url, found))


def _check(fetcher: Fetcher, url: str) -> Found:
    try:
        return fetcher.check(url)
    except Exception:  # what a host sends must not end the check of all others
        logger.exception("A link could not be checked")
        return Found(LinkState.ERROR, Reason.PROTOCOL)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _own_link(url: str) -> Found:
    """Look for a page or a document of this site."""
    kind, _colon, key = url.partition(":")
    if not key.isdecimal():
        return Found(LinkState.ERROR, Reason.GONE)
    if kind == "page":
        is_there = BasePage.objects.live().filter(pk=key).exists()
    else:
        document = get_document_model().objects.filter(pk=key).first()
        is_there = document is not None and document.file.storage.exists(document.file.name)
    return Found(LinkState.FINE) if is_there else Found(LinkState.ERROR, Reason.GONE)
