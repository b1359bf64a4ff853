"""The things made last, by what they are a function of; nothing in it ever has to be thrown away
for being stale.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from cachetools import LRUCache


class Memory:
    """A bounded store for several threads."""

    def __init__(self, size: int) -> None:
        self._kept: LRUCache[Hashable, Any] = LRUCache(size)
        self._lock = Lock()

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What was made for ``key``, or made now."""
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        # outside of the lock: two threads may make one thing, but none waits for another's
        result = make()
        with self._lock:
            self._kept[key] = result
        return result
