"""Whether a database still has the past that this process has read.

Where a copy takes the place of a database that is gone, and lacks its last revisions, their numbers
come again and mean something else. What is remembered by number must then be forgotten. And what is
remembered of an earlier revision may be, as soon as there is a newer one.
"""

from collections.abc import Callable
from threading import Lock
from typing import Protocol

SealOf = Callable[[int], str | None]
Forget = Callable[[], None]


class RevisionMemory(Protocol):
    """What remembers by revisions."""

    def clear(self) -> None:
        """Forget everything."""

    def turn(self, revision: int) -> None:
        """The newest revision is this one."""


class Timeline:
    """The newest revision that was read and its seal, which only that past can have."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: tuple[int, str | None] | None = None
        self._forgetting: list[Forget] = []
        self._memories: list[RevisionMemory] = []

    def beside(self) -> "Timeline":
        """That of a copy: whatever remembers of one remembers of both."""
        other = Timeline()
        other._forgetting, other._memories = self._forgetting, self._memories
        return other

    def lead(self, memory: RevisionMemory) -> None:
        """Tell a memory of each newer revision, and have it cleared when the past is another."""
        self._memories.append(memory)
        self.forget_by(memory.clear)

    def forget_by(self, forget: Forget) -> None:
        """Call this when the past is another."""
        self._forgetting.append(forget)

    def follow(self, number: int, seal: str | None, seal_of: SealOf) -> None:
        """The newest revision is this one now; ``seal_of`` a revision is asked only where there is
        a newer one.
        """
        if self._known == (number, seal):
            return
        with self._lock:
            if self._known is not None and seal_of(self._known[0]) != self._known[1]:
                for forget in self._forgetting:
                    forget()
            self._known = (number, seal)
            for memory in self._memories:
                memory.turn(number)
