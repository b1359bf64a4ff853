"""A database of which a streaming replica answers what is only read, as long as it is near enough."""

import time
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select

from data.clock import now
from data.database.database import Database
from data.refusals import Refusal
from data.tables.revisions import Revision

DEFAULT_SECONDS = 10
REST_SECONDS = 30.0
"""How long a replica that did not answer is not asked again: each try may take ten seconds."""


@dataclass(frozen=True)
class Lag:
    """How far a replica is behind: in revisions, and in seconds since the first that it lacks was
    made; unknown where one of the two does not answer.
    """

    revisions: int | None
    seconds: float | None
    answers: bool


class ReplicatedDatabase(Database):
    """Answers come from the replica while it lags by no more than ``seconds``, else from the
    primary; where the primary does not answer, from the replica alone. Everything is written to the
    primary.

    An answer is of one revision, wherever it is read: a replica gives older ones, never wrong ones.
    """

    def __init__(self, primary: Database, replica: Database, seconds: float) -> None:
        # what the primary has, it has itself: engine, file, listeners
        self.__dict__.update(vars(primary))
        self.primary, self.replica, self.seconds = primary, replica, seconds
        self._rests_until = 0.0
        replica.timeline, replica.kinds = primary.timeline.beside(), primary.kinds

    def nearest(self) -> tuple[Database, int]:
        """The one to read from, and its newest revision; refuses where neither answers."""
        copied = self._newest_of_replica()
        try:
            number = self.primary.newest()
        except Refusal:
            if copied is None:
                raise
            return self.replica, copied
        if copied is None or self._seconds_behind(copied, number) > self.seconds:
            return self.primary, number
        return self.replica, copied

    def lag(self) -> Lag:
        """How far the replica is behind at this moment."""
        copied = self._newest_of_replica()
        if copied is None:
            return Lag(None, None, answers=False)
        with suppress(Refusal):
            number = self.primary.newest()
            seconds = self._seconds_behind(copied, number)
            return Lag(max(number - copied, 0), seconds, answers=seconds <= self.seconds)
        return Lag(None, None, answers=True)

    def dispose(self) -> None:
        self.primary.dispose()
        self.replica.dispose()

    def _newest_of_replica(self) -> int | None:
        if time.monotonic() < self._rests_until:
            return None
        try:
            return self.replica.newest()
        except Refusal:
            self._rests_until = time.monotonic() + REST_SECONDS
            return None

    def _seconds_behind(self, copied: int, newest: int) -> float:
        if copied >= newest:
            return 0.0
        lacking = select(Revision.at).where(Revision.number == copied + 1)
        with self.primary.read() as session:
            moment = session.scalar(lacking)
        # a clock that was set back makes nothing older than it is
        return max(0.0, (now() - moment).total_seconds()) if moment else 0.0
