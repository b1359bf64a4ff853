"""The things made last, by what they are a function of; nothing in it ever has to be thrown away
for being stale.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

from cachetools import LRUCache


@dataclass(frozen=True)
class Making:
    """A thing that one thread makes and others wait for; of what could not be made nothing comes."""

    ended: Event = field(default_factory=Event)
    results: list[Any] = field(default_factory=list)


class Memory:
    """A bounded store for several threads: what many ask for at once is made by one of them.

    With a newer revision everything goes: keys have their revision in them, nobody asks for those of
    a former one, and a day of revisions would be more than a server holds.
    """

    def __init__(self, size: int) -> None:
        self._revision = 0
        self._kept: LRUCache[Hashable, Any] = LRUCache(size)
        self._makings: dict[Hashable, Making] = {}
        self._lock = Lock()
        self._clearings = 0

    def clear(self) -> None:
        """Forget everything, and what is being made at this moment too."""
        with self._lock:
            self._kept.clear()
            self._revision = 0
            self._clearings += 1

    def turn(self, revision: int) -> None:
        """The newest revision is this one: forget what was made of an earlier one."""
        with self._lock:
            if revision > self._revision:
                self._revision = revision
                self._kept.clear()

    def __contains__(self, key: Hashable) -> bool:
        """Whether it was made, and is still kept."""
        with self._lock:
            return key in self._kept

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What was made for ``key``, or made now."""
        return self.once_as(key, lambda: (key, make()))

    def once_as(self, key: Hashable, make: Callable[[], tuple[Hashable, Any]]) -> Any:
        """The same, where only the making tells under which key the result is true."""
        with self._lock:
            if key in self._kept:
                return self._kept[key]
            making = self._makings.get(key)
            if making is None:
                own = self._makings[key] = Making()
        if making is None:
            return self._make(key, own, make)
        # after a commit everybody asks the same, which is new to everybody
        making.ended.wait()
        # whoever made it was refused or went away: this one tries for itself
        return making.results[0] if making.results else self.once_as(key, make)

    def _make(self, key: Hashable, own: Making, make: Callable[[], tuple[Hashable, Any]]) -> Any:
        begun = self._clearings
        try:
            true_key, result = make()
            own.results.append(result)
        finally:
            with self._lock:
                del self._makings[key]
                if own.results and begun == self._clearings:
                    self._kept[true_key] = result
            own.ended.set()
        return result
