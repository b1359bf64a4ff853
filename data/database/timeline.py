"""Whether a database still has the past that this process has read.

Where a copy takes the place of a database that is gone, and lacks its last revisions, their numbers
come again and mean something else. What is remembered by number must then be forgotten.
"""

from collections.abc import Callable
from threading import Lock

SealOf = Callable[[int], str | None]
Forget = Callable[[], None]


class Timeline:
    """The newest revision that was read and its seal, which only that past can have."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: tuple[int, str | None] | None = None
        self._forgetting: list[Forget] = []

    def beside(self) -> "Timeline":
        """That of a copy: whatever remembers of one remembers of both."""
        other = Timeline()
        other._forgetting = self._forgetting
        return other

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
