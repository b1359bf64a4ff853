"""How often something was tried of late: the memory of one worker, each has its own."""

from collections import deque
from collections.abc import Callable, Hashable
from math import ceil
from threading import Lock
from time import monotonic

from cachetools import LRUCache

REMEMBERED = 10_000


class Attempts:
    """At most ``limit`` attempts in any ``seconds``, for each key by itself."""

    def __init__(self, limit: int = 10, seconds: int = 15 * 60, clock: Callable[[], float] = monotonic) -> None:
        self.limit = limit
        self.seconds = seconds
        self.clock = clock
        self._made: LRUCache[Hashable, deque[float]] = LRUCache(REMEMBERED)
        self._lock = Lock()

    def begin(self, key: Hashable) -> int:
        """Count an attempt; how many seconds it has to wait instead, 0 when it may be made."""
        with self._lock:
            now = self.clock()
            made = self._made.setdefault(key, deque())
            while made and made[0] <= now - self.seconds:
                made.popleft()
            if len(made) >= self.limit:
                return ceil(made[0] + self.seconds - now)
            made.append(now)
            return 0

    def forget(self, key: Hashable) -> None:
        """Start counting anew: the attempt was a success."""
        with self._lock:
            self._made.pop(key, None)
