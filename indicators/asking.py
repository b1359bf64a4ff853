"""Asking a database questions: each answer is kept under its revision, so nothing ever has to be
invalidated.
"""

from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from copy import copy
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from data import clock
from data.confidentiality import AUDIENCE, Audience
from data.database.database import Database, newest_revision
from indicators.engine.kept_rows import FRESH, FreshSums, keep
from indicators.memory import Memory

REMEMBERED = 2048
Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Query = Callable[Concatenate[Session, Parameters], Result]


class Asker:
    """Runs queries of a database and remembers the last answers by revision and day.

    A query is any function of a session and of what can be a key. What it returns is handed to
    many readers and must not be changed by any of them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._source = database
        self._remembered = Memory(REMEMBERED)
        self._newest: int | None = None
        self._in_full: frozenset[str] | None = frozenset()
        database.timeline.lead(self._remembered)

    def over(self, database: Database) -> "Asker":
        """Another asker that remembers with this one: of one revision both have the same answers."""
        other = copy(self)
        other._database = other._source = database
        return other

    def at_newest(self) -> "Asker":
        """The same asker, which reads the newest revision once: for all of one request."""
        at_revision = copy(self)
        at_revision._source, at_revision._newest = self._database.nearest()
        return at_revision

    def in_full(self, programmes: frozenset[str] | None) -> "Asker":
        """The same asker for one who is told the small numbers of some programmes too, or, by
        ``None``, of all.
        """
        if programmes == self._in_full:
            return self
        other = copy(self)
        other._in_full = programmes
        return other

    def tells_in_full(self, programme: str) -> bool:
        """Whether small numbers of a programme are told too."""
        return self._in_full is None or programme in self._in_full

    def revision(self) -> int:
        """The newest revision."""
        return self._database.newest() if self._newest is None else self._newest

    def ask(
        self,
        query: Query[Parameters, Result],
        *args: Parameters.args,
        **options: Parameters.kwargs,
    ) -> Result:
        """What ``query(session, *args, **options)`` returns, worked out once a revision and day."""
        # The clock is part of a question: what is due, and so a live answer, changes with the day
        question = (query, args, tuple(sorted(options.items())), clock.today())
        key = (self.revision(), question, self._in_full)

        def answer() -> tuple[Hashable, Result]:
            fresh: list[FreshSums] = []
            with self.reading() as session:
                session.info[FRESH] = fresh
                # Read in the same transaction: a revision may have come since the key was made
                true_key = newest_revision(session), question, self._in_full
                answered = true_key, query(session, *args, **options)
            if fresh:
                keep(self._database, fresh)
            return answered

        return self._remembered.once_as(key, answer)  # type: ignore[no-any-return]

    def read(
        self,
        query: Query[Parameters, Result],
        *args: Parameters.args,
        **options: Parameters.kwargs,
    ) -> Result:
        """The same of what changes without a revision, as decks and snapshots do: read anew."""
        with self.reading() as session:
            return query(session, *args, **options)

    def reading(self) -> AbstractContextManager[Session]:
        """A session that knows for whom it reads: for what is read while it is sent."""
        return self._source.read({AUDIENCE: Audience(self._in_full)})
