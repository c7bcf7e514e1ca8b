"""Answers are made once: what visitors are sent is kept as bytes, in front of Django.

A hit asks no database and runs nothing of Django. An answer is made from its key alone, with no header of
whoever asks, so it is the same for everybody; it is kept only where it says that it may be
(`caching.cacheable`), and shown only in the generation of the content in which it was made.
docs/decisions/0037-answers-made-once.md
"""

import datetime
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo

from django.conf import settings

from astra_site.caching import cacheable, changes
from astra_site.caching.generation import Generation
from astra_site.delivery.answer_keys import METHODS, Key, Keys
from astra_site.delivery.answer_stores import Copies, Memory
from astra_site.delivery.cached_answer import SECONDS, BegunAnswer, CachedAnswer, FreshAnswer, StartResponse
from astra_site.delivery.page_files import PageFiles

Application = Callable[[dict, StartResponse], Iterable[bytes]]

# In each process. Addresses with parameters, of which there are endless many, cannot drive out the others.
MOST_BYTES = 32 * 1024 * 1024
MOST_BYTES_WITH_PARAMETERS = 8 * 1024 * 1024
# After a failure the last answer is shown for so long, before the next one is tried.
SECONDS_AFTER_FAILURE = 10
# Whoever has waited longer for another thread makes the answer as well.
PATIENCE = 20


class AnswerCache:
    """A WSGI application around the site's own."""

    def __init__(self, application: Application, generation: Generation, folder: Path) -> None:
        self.application = application
        self.generation = generation
        self.keys = Keys()
        self.copies = Copies(folder)
        self.files = PageFiles(generation)
        self.pages = Memory(MOST_BYTES)
        self.with_parameters = Memory(MOST_BYTES_WITH_PARAMETERS)
        self._locks: WeakValueDictionary[Key, Any] = WeakValueDictionary()
        self._guard = Lock()
        self._zone = ZoneInfo(settings.TIME_ZONE)

    def __call__(self, environ: dict, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or have the answer made."""
        generation = self.generation.recent
        key = None if generation is None else self.keys.of(environ, generation)
        if key is None:
            return self._pass_on(environ, start_response, generation)
        answer = self._memory(key).get(key)
        if answer is None or answer.generation != generation or not answer.is_good:
            return self.make(key).respond(environ, start_response)
        return answer.respond(environ, start_response)

    def make(self, key: Key) -> CachedAnswer | FreshAnswer:
        """Return the answer of `key`, made by this thread unless another one was faster."""
        with self._alone(key) as is_alone:
            # What was good when the waiting began may have been withdrawn by now.
            generation, last = self.generation.current, self._memory(key).get(key)
            if last and last.generation != generation:
                last = None
            if last and (last.is_good or not is_alone):
                return last
            if last is None and generation is not None:
                last = self.copies.read(key, generation)
            if last and last.is_good:
                self._memory(key).put(key, last)
                return last
            return self._make_anew(key, last, generation)

    def _make_anew(
        self, key: Key, last: CachedAnswer | None, generation: int | None
    ) -> CachedAnswer | FreshAnswer:
        until, environ = self._until(), self.keys.environ_of(key)
        begun = BegunAnswer.of(self.application, environ)
        said = cacheable.read(environ)
        if generation is not None and said and begun.is_for_everybody:
            self.keys.learn(key.path, said.parameters, generation)
            if said.is_kept:
                answer = CachedAnswer.of(begun.headers, begun.pieces(), until, generation)
                self._memory(key).put(key, answer)
                self.copies.write(key, answer)
                self.files.write(key, answer)
                return answer
        fresh = begun.whole()
        if last is None or not fresh.status.startswith("5"):
            return fresh
        # The database is gone, so nobody has changed anything since.
        last.until = time.time() + SECONDS_AFTER_FAILURE
        self._memory(key).put(key, last)
        return last

    def _pass_on(
        self, environ: dict, start_response: StartResponse, generation: int | None
    ) -> Iterable[bytes]:
        """Let the site answer by itself. A click is answered when all machines know what it has changed."""
        body = self.application(environ, start_response)
        if environ["REQUEST_METHOD"] not in METHODS:
            changes.wait_until_seen()
            self.generation.wait_until_known()
        elif said := cacheable.read(environ):
            self.keys.learn(environ["PATH_INFO"], said.parameters, generation)
        return body

    def _memory(self, key: Key) -> Memory:
        return self.with_parameters if key.query else self.pages

    @contextmanager
    def _alone(self, key: Key) -> Iterator[bool]:
        """Let one thread make the answer. The others wait, unless they have one that is only old."""
        with self._guard:
            lock = self._locks.setdefault(key, Lock())
        is_alone = lock.acquire(blocking=False)
        if not is_alone:
            last = self._memory(key).get(key)
            if last is None or last.generation != self.generation.current:
                is_alone = lock.acquire(timeout=PATIENCE)
        try:
            yield is_alone
        finally:
            if is_alone:
                lock.release()

    def _until(self) -> float:
        """Return when an answer made now is to be made anew: in some minutes, or at midnight in Belgrade."""
        now = datetime.datetime.now(self._zone)
        tomorrow = (now + datetime.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        return min(now.timestamp() + SECONDS, tomorrow.timestamp())
