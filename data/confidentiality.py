"""For whom a session reads, and what it may not read for them: the one place that keeps records of
kinds that hide small numbers from readers.

Whatever reads such a table is refused by the connection itself, so that a page that is new hides what
it has not thought of. Only what counts numbers that are hidden afterwards may read
(``Audience.counting``).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.orm import Session

from data.imports.columns.kind import Kind
from data.imports.registry import kind_of, kinds, kinds_by_table
from data.kind_memory import once_for_kinds
from data.refusals import Forbidden, Problem
from data.tables.cells import Cell
from data.tables.programmes import Programme
from data.tables.sums import KeptSums

AUDIENCE = "itog_audience"
"""In ``session.info`` and in the options of its connections; missing where nothing is hidden, as for
commands and writers.
"""
COUNTED = (Cell.__tablename__, KeptSums.__tablename__)
"""What was counted of records, in full."""


class Audience:
    """Readers who are told the small numbers of some programmes, by ``None`` of all."""

    def __init__(self, programmes: frozenset[str] | None) -> None:
        self.programmes = programmes
        self._identities: frozenset[int] | None = None
        self._read: set[str] = set()
        self._counting = 0

    def tells_in_full(self, programme: str) -> bool:
        """Whether nothing of a programme is hidden."""
        return self.programmes is None or programme in self.programmes

    def reads(self, programme: str) -> None:
        """Know what the session is about: a statement about rows that another one has found names no
        programme.
        """
        self._read.add(programme)

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Read all records, for numbers of which those that are small are hidden by who asks for it."""
        self._counting += 1
        try:
            yield
        finally:
            self._counting -= 1

    def may_read(self, connection: Connection, parameters: Collection[Mapping[str, Any]]) -> bool:
        """Whether a statement about records may be sent: of programmes alone that are told in full."""
        if self.programmes is None or self._counting:
            return True
        if not self.programmes:
            return False
        named = {value for each in parameters for value in _programmes(each)}
        if named:
            return named <= self._ids_in_full(connection)
        return bool(self._read) and self._read <= self.programmes

    def _ids_in_full(self, connection: Connection) -> frozenset[int]:
        if self._identities is None:
            known = select(Programme.id).where(Programme.code.in_(sorted(self.programmes or ())))
            self._identities = frozenset(connection.scalars(known))
        return self._identities


def audience_of(session: Session) -> Audience | None:
    """For whom a session reads; nobody in particular where nothing is hidden."""
    audience: Audience | None = session.info.get(AUDIENCE)
    return audience


@contextmanager
def counting(session: Session) -> Iterator[None]:
    """Read all records through a session, for numbers of which small ones are hidden afterwards."""
    audience = audience_of(session)
    if audience is None:
        yield
        return
    with audience.counting():
        yield


@once_for_kinds
def protected_kinds() -> tuple[str, ...]:
    """The kinds of records that have small numbers."""
    return tuple(name for name in kinds() if kind_of(name).small)


def hides_from(session: Session, programme: str) -> bool:
    """Whether small numbers of a programme are hidden from whoever asks through this session."""
    audience = audience_of(session)
    return (
        audience is not None and not audience.tells_in_full(programme) and bool(protected_kinds())
    )


def is_closed(session: Session, programme: str, kind: str) -> bool:
    """Whether the records of a kind are not for whoever asks through this session."""
    return kind in protected_kinds() and hides_from(session, programme)


def has_closed_records(session: Session, programme: str, identity: int) -> bool:
    """Whether a programme has, or ever had, records that are not for whoever asks through this session."""
    if not hides_from(session, programme):
        return False
    with counting(session):
        return any(
            session.scalar(select(table.id).where(table.programme_id == identity).limit(1))
            is not None
            for table in (kind_of(name).table for name in protected_kinds())
        )


def refusal(kind: Kind) -> Forbidden:
    """Why records of a kind are not listed, nor added up otherwise than as numbers are."""
    return Forbidden(Problem("kind_closed", {"kind": kind.words._asdict()}))


@event.listens_for(Engine, "before_cursor_execute")
def _refuse_closed(
    connection: Connection, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool
) -> None:
    audience: Audience | None = connection.get_execution_options().get(AUDIENCE)
    if audience is None or not protected_kinds():
        return
    closed = _closed_tables().search(statement)
    parameters = getattr(context, "compiled_parameters", None) or ()
    if closed is None or audience.may_read(connection, parameters):
        return
    kind = kinds_by_table().get(closed[1].removesuffix("_district"))
    raise refusal(kind or kind_of(protected_kinds()[0]))


@once_for_kinds
def _closed_tables() -> re.Pattern[str]:
    """That a statement reads a table of records that are closed, or of what was counted of them."""
    tables = (table.name for name in protected_kinds() for table in kind_of(name).tables)
    names = "|".join(map(re.escape, (*tables, *COUNTED)))
    return re.compile(rf'(?:\bFROM|\bJOIN|,)\s+\(*"?({names})"?(?![\w."])', re.IGNORECASE)


def _programmes(parameters: Mapping[str, Any]) -> Iterator[int]:
    """The programmes that a statement's parameters name."""
    for name, value in parameters.items():
        if name.startswith("programme_id"):
            yield from value if isinstance(value, list | tuple) else (value,)
