"""Makes answers before visitors ask for them: at the start, and after each change."""

import ctypes
import gc
import logging
import threading
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections
from wagtail.models import Site

from astra_site import languages
from astra_site.caching import watcher
from astra_site.caching.models import CacheVersion
from astra_site.delivery.answer_cache import AnswerCache
from astra_site.delivery.answer_keys import Key
from astra_site.delivery.bulkhead import Bulkhead
from astra_site.delivery.cached_answer import SECONDS, BegunAnswer
from astra_site.pages.menu import TOP_PAGES

logger = logging.getLogger(__name__)

# As <malloc.h> of glibc calls them.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
# As many answers are made after a change: the menu's, then those that were asked for most.
MOST = 200
# An editor saves several times in a row; nobody makes answers for the time between.
QUIET = 0.5  # seconds
PAUSE = 0.2
SECONDS_BETWEEN_LOOKS = 10


class WarmedAnswerCache(AnswerCache):
    """The cache as a server uses it: full before the first visitor, and again after each change."""

    def before_workers(self, threads: int) -> None:
        """Load what requests need while there is one process: the workers share it, no visitor waits."""
        # Half of the threads may be inside the site at once: the others answer what is kept.
        spare_memory()
        self.application = bulkhead = Bulkhead(self.application, max(1, threads // 2))
        try:
            # Nobody knows what has happened while nothing ran here.
            self.generation.renew(CacheVersion.of_content())
            # What is made in this generation is good in the workers as long as it lasts.
            self.generation.is_watched = True
            self.files.may_link = False
            keys = menu_keys()
            for key in keys:
                self.make(key)
            for key in keys[:1]:
                self._answer_staff(key)
            bulkhead.prepare()
            self.files.link_if_none()
        except DatabaseError:
            logger.warning("Started without database: what the disk has is served")
        finally:
            self.generation.is_watched = False
            self.files.may_link = True
            # No worker may go on with a connection of this process.
            connections.close_all()
        gc.collect()
        _return_memory()
        gc.freeze()

    def _answer_staff(self, key: Key) -> None:
        """Answer somebody who has a session: it goes another way through the site."""
        environ = self.keys.environ_of(key)
        environ["HTTP_COOKIE"] = f"{settings.SESSION_COOKIE_NAME}=nobody"
        BegunAnswer.of(self.application, environ).whole()

    def in_worker(self) -> None:
        """Begin to keep answers in this process."""
        watcher.start(self.generation, when_alone=Warmer(self).start)


def spare_memory() -> None:
    """Let all threads take memory from one place, since Python runs one at a time, and give it back at once.

    Else each thread keeps what its largest answer took: 80 MB of a worker with 10,000 organisations.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(M_ARENA_MAX, 1)
        # Set to what they are at first, for glibc raises them to what was needed once.
        mallopt(M_MMAP_THRESHOLD, 128 * 1024)
        mallopt(M_TRIM_THRESHOLD, 128 * 1024)


def _return_memory() -> None:
    """Give back what was needed only to make the first answers; each worker would count as large as that."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


def menu_keys() -> list[Key]:
    """Return the keys of the home page and of the menu's, in each language."""
    url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    pages = [site.root_page, *TOP_PAGES.get()] if site else []
    urls = [page.url_in(language) for language in languages.CODES for page in pages]
    return [Key(url.scheme, url.netloc, path, "") for path in urls if path]


class Warmer(threading.Thread):
    """Runs beside the watcher, in one process of a machine; the others find the copies on the disk."""

    def __init__(self, cache: AnswerCache) -> None:
        super().__init__(name="warmer", daemon=True)
        self._cache = cache

    def run(self) -> None:
        """Make answers whenever there was a change and then none for a moment."""
        done: int | None = None
        looked = time.monotonic()
        while True:
            time.sleep(PAUSE)
            if time.monotonic() - looked > SECONDS_BETWEEN_LOOKS:
                self.delete_old()
                looked = time.monotonic()
            generation = self._cache.generation.current
            if generation in (done, None) or 0 <= time.time_ns() - generation < QUIET * 1e9:
                continue
            try:
                self.warm(generation)
            except Exception:
                logger.exception("Answers could not be made beforehand")
            done = generation

    def delete_old(self) -> None:
        """Delete files of pages that are to be made anew, if they can be."""
        close_old_connections()
        try:
            CacheVersion.of_content()
        except DatabaseError:
            return
        self._cache.files.delete_old(SECONDS)

    def warm(self, generation: int) -> None:
        """Make the answers of one generation, as long as it lasts, leaving half the time to visitors."""
        for key in list(dict.fromkeys([*menu_keys(), *self._cache.pages.most_asked()]))[:MOST]:
            if self._cache.generation.current != generation:
                return
            started = time.monotonic()
            self._cache.make(key)
            time.sleep(time.monotonic() - started)
