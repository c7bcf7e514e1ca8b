"""Pages as files that the web server in front sends by itself: as fast as files, and while the site is away.

They are copies of cached answers, in a folder for each generation of the content; `Generation.link` leads to
that of the present one. Whatever ends a generation takes the link away, so nothing that was withdrawn is sent
once more; an answer that was on its way is written where nobody looks. docs/decisions/0044-pages-as-files.md
"""

import datetime
import logging
import os
import re
import shutil
import threading
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

from astra_site.caching.generation import Generation
from astra_site.delivery import web_server
from astra_site.delivery.answer_keys import Key
from astra_site.delivery.cached_answer import CachedAnswer

logger = logging.getLogger(__name__)

# What one process writes of one generation, bytes.
MOST_BYTES = 200 * 1024 * 1024
# As in deploy/nginx/astra.conf.template.
PATH = re.compile(r"/(?:[A-Za-z0-9_-]+/)*")
NAMES = {"no-cache": "page", "no-store": "unstored"}
SUFFIXES = {"br": ".br", "gzip": ".gz"}
HTML = "text/html; charset=utf-8"
# What differs from page to page, and the web server knows how to say.
OF_ONE_PAGE = {"content-language", "content-length", "content-type", "cache-control", "etag", "vary"}


@cache
def usual_headers() -> dict[str, str]:
    """Return what the web server says of each page."""
    return {name.lower(): value for name, value in web_server.visitor_headers().items()}


class PageFiles:
    """The folder of them."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        self._origin = url.scheme, url.netloc
        self._zone = ZoneInfo(settings.TIME_ZONE)
        self._begun: int | None = None
        # Before a server listens, the files that are there are better than few of its own.
        self.may_link = True
        self._written = 0

    def write(self, key: Key, answer: CachedAnswer) -> None:
        """Write `answer`, if the web server can say all that it says. On a full disk there is no file."""
        name = self._name(key, answer)
        bodies = {SUFFIXES[coding]: body for coding, body in answer.bodies.items() if coding in SUFFIXES}
        if answer.generation != self._begun:
            self._begun, self._written = answer.generation, 0
        if name is None or self._written > MOST_BYTES:
            return
        folder = self._generation.link.with_name(str(answer.generation)) / key.path.strip("/")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for suffix, body in bodies.items():
                _put(folder / f"{name}{suffix}", body, answer.digest)
                self._written += len(body)
            if self.may_link:
                self._link_to(answer.generation)
        except OSError:
            # `Copies`, on the same disk, has said so.
            logger.debug("No file of %s", key.path, exc_info=True)

    def link_if_none(self) -> None:
        """Let the web server find what was written before a server listened, where it has nothing else.

        Those are the pages that are asked for most. They are in memory then, so no visitor writes them again.
        """
        if self._begun is not None and not self._generation.link.is_symlink():
            self._link_to(self._begun)

    def delete_old(self, seconds: float) -> None:
        """Delete what was written so long ago, or yesterday in Belgrade: it is to be made anew."""
        now = datetime.datetime.now(self._zone)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        oldest = max(now.timestamp() - seconds, midnight.timestamp())
        for file in self._generation.link.glob("**/*.*"):
            try:
                # The other time says what is in it.
                if file.stat().st_ctime < oldest:
                    file.unlink()
            except FileNotFoundError:
                continue

    def _name(self, key: Key, answer: CachedAnswer) -> str | None:
        headers = {name.lower(): value for name, value in answer.headers}
        is_usual = {name: value for name, value in headers.items() if name not in OF_ONE_PAGE}
        if (
            (key.scheme, key.host) != self._origin
            or key.query
            or not PATH.fullmatch(key.path)
            or headers.get("content-type") != HTML
            or is_usual != usual_headers()
        ):
            return None
        return NAMES.get(headers.get("cache-control", ""))

    def _link_to(self, generation: int) -> None:
        """Let the web server find the files of `generation`, unless it is over."""
        link = self._generation.link
        if self._generation.current != generation or (
            link.is_symlink() and link.readlink().name == str(generation)
        ):
            return
        beside = link.with_name(f"{link.name}.{os.getpid()}.{threading.get_ident()}")
        beside.symlink_to(str(generation))
        beside.replace(link)
        if self._generation.current != generation:
            # It has ended since the first look, and the link that was taken away then was another one.
            link.unlink(missing_ok=True)
        for other in link.parent.iterdir():
            if other.name.isdigit() and int(other.name) < generation:
                shutil.rmtree(other, ignore_errors=True)


def _put(file: Path, body: bytes, digest: str) -> None:
    """Write a file at once, with a time that follows from its content: of that nginx makes the ETag."""
    beside = file.with_suffix(f"{file.suffix}.{os.getpid()}")
    beside.write_bytes(body)
    os.utime(beside, (0, int(digest[:7], 16)))
    beside.replace(file)
