"""The database: reading sessions, and ``transaction()``, which makes one revision."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from data.clock import now, time_of_day
from data.database.change import Change, TouchedRange
from data.database.closing import refuse_closed, refuse_closed_numbers
from data.database.engine import engine_of, file_of, reading_options
from data.database.faults import explained
from data.database.kinds import KindsOfDatabase, Texts, kind_texts
from data.database.moments import next_moment
from data.database.sealing import seal
from data.database.tallying import tally
from data.database.text_index import index_texts
from data.database.timeline import Timeline
from data.database.versions import database_version, head, refuse_newer, state_by_driver, state_of
from data.database.writing import RESHAPING, ReportWaiting, sign, take_postgresql_lock, unsign
from data.fault_points import FaultPoint, reach
from data.refusals import refuse
from data.tables.audit import Seal
from data.tables.revisions import Revision

__all__ = ["Change", "Database", "TouchedRange", "file_of", "newest_revision"]


def silently(who: str) -> None:
    """Wait for the writer without a word."""


def refuse_to_wait(who: str) -> None:
    """Write now or not at all."""
    raise refuse("database_busy", writer=who)


NEWEST = select(func.max(Revision.number))
Listener = Callable[[Change], None]
Preparer = Callable[["Database", Sequence[TouchedRange]], None]


class Database:
    """One database; ``listeners`` are told, inside the transaction, what each revision changed.

    ``report_waiting`` hears who is writing when a writer has to wait; ``preparers`` are told what is
    about to change before the lock is taken, for what takes long and needs no lock.
    """

    def __init__(
        self,
        url: str,
        listeners: Sequence[Listener] = (),
        report_waiting: ReportWaiting = silently,
        preparers: Sequence[Preparer] = (),
    ) -> None:
        self.url = url
        self.engine = engine_of(url)
        self.file = file_of(self.engine.url)
        self.listeners = listeners
        self.report_waiting = report_waiting
        self.timeline = Timeline()
        self.kinds = KindsOfDatabase()
        self.timeline.forget_by(self.kinds.forget)
        self.preparers = preparers

    @contextmanager
    def read(self, info: Mapping[str, Any] | None = None) -> Iterator[Session]:
        """A session that sees one state of the database from its first query on.

        ``info`` is known to the session and to its connections.
        """
        known = dict(info or {})
        engine = self.engine.execution_options(**reading_options(self.engine), **known)
        with explained(self.file), Session(engine, info=known) as session:
            yield session

    def newest(self) -> int:
        """The number of the newest revision; 0 in an empty database. Refuses one that a later
        program has upgraded meanwhile.

        Every request begins with it, so the driver is asked first: it needs a quarter of the time.
        Whatever it cannot answer is asked in the usual way, which renews lost connections and says
        what is wrong.
        """
        try:
            state = state_by_driver(self.engine)
        except (DBAPIError, self.engine.dialect.loaded_dbapi.Error):
            with self.read() as session:
                state = state_of(session.connection())
        refuse_newer(state.version)
        self.timeline.follow(state.newest, state.seal, self._seal_of)
        if state.version == head():
            self.kinds.follow(state.newest, self._kind_texts)
        return state.newest

    def nearest(self) -> tuple["Database", int]:
        """The database to read from – itself – and its newest revision."""
        return self, self.newest()

    def _seal_of(self, revision: int) -> str | None:
        with self.read() as session:
            return session.scalar(select(Seal.hash).where(Seal.revision == revision))

    def _kind_texts(self) -> Texts:
        with self.read() as session:
            return kind_texts(session)

    def prepare(self, *touches: TouchedRange) -> None:
        """Let be done ahead what a change of this would otherwise do while all others wait for it."""
        for preparer in self.preparers:
            preparer(self, touches)

    @contextmanager
    def transaction(
        self,
        action: str,
        summary: str,
        *,
        author: str = "itog",
        reason: str = "",
        override_closed_years: bool = False,
    ) -> Iterator[Change]:
        """Make one revision: all of the block and of what follows from it, or nothing.

        ``override_closed_years``: may also reach closed years, if there is a reason.
        """
        with (
            self.writing(summary) as session,
            self.revising(
                session,
                action,
                summary,
                author=author,
                reason=reason,
                override_closed_years=override_closed_years,
            ) as change,
        ):
            yield change

    @contextmanager
    def revising(
        self,
        session: Session,
        action: str,
        summary: str,
        *,
        author: str = "itog",
        reason: str = "",
        override_closed_years: bool = False,
    ) -> Iterator[Change]:
        """The same inside a session that holds the writers' lock already."""
        # under the writers' lock, so that numbers have no gaps: the chain of seals needs each
        # predecessor
        number = newest_revision(session) + 1
        words = {"author": author, "action": action, "summary": summary, "reason": reason}
        session.add(Revision(number=number, at=next_moment(session), **words))
        # the revision's row first: what the block adds may refer to its number
        session.flush()
        reach(FaultPoint.REVISION_BEGUN)
        change = Change(
            # without a reason the override is none (docs/stewards.md, Closed years)
            session,
            number,
            override_closed_years=override_closed_years and bool(reason.strip()),
        )
        with closing(change.imported):
            yield change
            reach(FaultPoint.ROWS_WRITTEN)
            self.follow(change)
            reach(FaultPoint.CELLS_WRITTEN)
            tally(session, number)
            change.texts.index(session)
            index_texts(session)
            # last of all: what the listeners add is sealed too
            seal(session, number, change.imported)
            reach(FaultPoint.SEALED)

    def follow(self, change: Change) -> None:
        """Let happen what follows from a change: closed years are kept, and the listeners are told."""
        # listeners read by SQL what the block has only added to the session
        change.session.flush()
        refuse_closed(change)
        for listener in self.listeners:
            listener(change)
        refuse_closed_numbers(change)

    @contextmanager
    def writing(self, summary: str, *, waits: bool = True) -> Iterator[Session]:
        """A session that writes what no number depends on – snapshots, decks, accounts – and makes
        no revision. One that does not wait is refused where somebody else writes.
        """
        report_waiting = self.report_waiting if waits else refuse_to_wait
        with explained(self.file):
            with (
                Session(self._for_writing(report_waiting)) as session,
                session.begin(),
                self._lock(session.connection(), summary, report_waiting),
            ):
                # under the lock: neither an upgrade nor a new kind between two changes is missed
                version = database_version(session.connection())
                refuse_newer(version)
                if version == head():
                    self.kinds.follow(newest_revision(session), lambda: kind_texts(session))
                yield session
            reach(FaultPoint.AFTER_COMMIT)

    @contextmanager
    def reshaping(self) -> Iterator[Connection]:
        """A connection that holds the writers' lock, for changes of the schema: all of them or
        nothing.
        """
        with explained(self.file):
            with (
                self._for_writing(self.report_waiting).begin() as connection,
                self._lock(connection, RESHAPING, self.report_waiting),
            ):
                yield connection
            reach(FaultPoint.AFTER_COMMIT)

    def _for_writing(self, report_waiting: ReportWaiting) -> Engine:
        return self.engine.execution_options(itog_report_waiting=report_waiting)

    @contextmanager
    def _lock(
        self, connection: Connection, who: str, report_waiting: ReportWaiting
    ) -> Iterator[None]:
        if connection.dialect.name != "sqlite":  # SQLite's transaction has begun with the lock
            take_postgresql_lock(connection, report_waiting)
        # after the lock: the note names who holds it, never who waits for it
        sign(connection, f"{who}, {time_of_day(now())}")
        try:
            reach(FaultPoint.LOCKED)
            yield
            reach(FaultPoint.BEFORE_COMMIT)
        finally:
            unsign(connection)

    @contextmanager
    def as_one(self) -> Iterator["Database"]:
        """This database, where all that is done becomes one transaction: everything, or nothing if
        the process dies.
        """
        # the migrations' connection, so that schema and filling share one transaction
        with self.reshaping() as connection:
            yield InOneTransaction(self, connection)

    def dispose(self) -> None:
        self.engine.dispose()


class InOneTransaction(Database):
    """A database over one connection that holds the writers' lock: its revisions are kept together
    or not at all.
    """

    def __init__(self, database: Database, connection: Connection) -> None:
        self.url, self.engine, self.file = database.url, database.engine, database.file
        self.listeners, self.report_waiting = database.listeners, database.report_waiting
        # the lock is held already: nobody would wait less
        self.preparers = ()
        self._connection = connection

    @contextmanager
    def read(self, info: Mapping[str, Any] | None = None) -> Iterator[Session]:
        """A session that sees what has been done so far; its one connection is the writer's own."""
        # a savepoint each: what is refused inside does not undo what was done before
        with Session(
            self._connection, join_transaction_mode="create_savepoint", info=dict(info or {})
        ) as session:
            yield session

    def newest(self) -> int:
        """The number of the newest revision so far."""
        with self.read() as session:
            return newest_revision(session)

    @contextmanager
    def writing(self, summary: str, *, waits: bool = True) -> Iterator[Session]:
        """A session whose work is kept when the whole is."""
        with self.read() as session, session.begin():
            yield session

    @contextmanager
    def reshaping(self) -> Iterator[Connection]:
        """The connection itself."""
        yield self._connection


def newest_revision(session: Session) -> int:
    """The number of the newest revision; 0 in an empty database."""
    return session.scalar(NEWEST) or 0
