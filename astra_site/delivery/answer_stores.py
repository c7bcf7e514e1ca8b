"""Where cached answers are: in the memory of a process, and on the disk for the others and for a start."""

import hashlib
import logging
import os
import shutil
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from astra_site.delivery.answer_keys import Key
from astra_site.delivery.cached_answer import CachedAnswer

logger = logging.getLogger(__name__)

# What one process writes of one generation, bytes.
MOST_ON_DISK = 200 * 1024 * 1024


class Memory:
    """The answers used last, within so many bytes; the one that was not asked for longest goes first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.size = 0
        self._answers: OrderedDict[Key, CachedAnswer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> CachedAnswer | None:
        """Return the answer of `key`, of whatever generation."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: Key, answer: CachedAnswer) -> None:
        """Keep `answer` if it is not larger than a quarter of the whole."""
        with self._lock:
            before = self._answers.pop(key, None)
            if before and before is not answer:
                # What was asked for long ago counts less and less.
                answer.hits += before.hits // 2
            self.size -= before.size if before else 0
            if answer.size > self.most_bytes // 4:
                return
            self._answers[key] = answer
            self.size += answer.size
            while self.size > self.most_bytes:
                _key, gone = self._answers.popitem(last=False)
                self.size -= gone.size

    def most_asked(self) -> list[Key]:
        """Return the keys, the one that was asked for most at first."""
        with self._lock:
            found = sorted(self._answers.items(), key=lambda item: -item[1].hits)
        return [key for key, _answer in found]


class Copies:
    """A folder for each generation, so that a file of an earlier one is never read; the earlier ones go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._generation: int | None = None
        self._written = 0
        self._is_failing = False

    def read(self, key: Key, generation: int) -> CachedAnswer | None:
        """Return the copy of `key` in `generation`, if a process of this machine has made one."""
        try:
            return CachedAnswer.from_bytes(self._file(key, generation).read_bytes(), generation)
        except (OSError, ValueError):
            return None

    def write(self, key: Key, answer: CachedAnswer) -> None:
        """Write a copy. Without room for it there is none, and one line in the log."""
        file = self._file(key, answer.generation)
        beside = file.with_suffix(f".{os.getpid()}")
        try:
            if answer.generation != self._generation:
                self._begin(answer.generation)
            if self._written + answer.size > MOST_ON_DISK:
                return
            beside.write_bytes(answer.to_bytes())
            beside.replace(file)
        except OSError as error:
            if not self._is_failing:
                logger.warning("No copies of pages on the disk: %s: %s", self.folder, error.strerror)
            self._is_failing = True
            return
        self._is_failing = False
        self._written += answer.size

    def _begin(self, generation: int) -> None:
        (self.folder / str(generation)).mkdir(parents=True, exist_ok=True)
        for other in self.folder.iterdir():
            if other.name != str(generation):
                shutil.rmtree(other, ignore_errors=True)
        self._generation, self._written = generation, 0

    def _file(self, key: Key, generation: int) -> Path:
        name = hashlib.sha256("\0".join(key).encode("utf-8", "surrogateescape")).hexdigest()
        return self.folder / str(generation) / name
