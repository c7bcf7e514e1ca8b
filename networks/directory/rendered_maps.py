"""An in-process cache of the directory's maps as HTML. It belongs to one index and ends with it."""

from collections.abc import Callable, Hashable

# So many choices' maps are kept as long as the directory does not change; of the whole it takes a while.
MOST_KEPT = 40


class RenderedMaps:
    """The maps that were drawn of one index, by what they were drawn from."""

    def __init__(self) -> None:
        self._by_key: dict[Hashable, str] = {}

    def get(self, key: Hashable, render: Callable[[], str]) -> str:
        """Return the map of `key`, rendered the first time."""
        if key not in self._by_key:
            if len(self._by_key) >= MOST_KEPT:
                self._by_key.clear()
            self._by_key[key] = render()
        return self._by_key[key]
