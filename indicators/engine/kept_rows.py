"""The rows of kept sums: who writes them, what they are the sums of, and when they go."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from data.database.database import Database
from data.refusals import Refusal
from data.tables.sums import KeptSums
from indicators.definition import Aggregate, FilterCondition
from indicators.records.selection import AnyOf, Countable

REVISIONS = 3
"""Of one thing: the newest, and those that meetings may still be asking for."""
EDITIONS = 2
"""Of the program: the one that is upgraded and the one that it becomes."""
FRESH = "fresh_sums"
"""Where a session that may keep notes what it has counted."""


@dataclass(frozen=True)
class FreshSums:
    """Sums that were counted and are worth keeping."""

    programme_id: int
    name: str
    revision: int
    edition: str
    counted: str
    attribute: str | None
    content: bytes


@cache
def edition() -> str:
    """The program that counts: another one may count or keep otherwise."""
    return version("itog")


def countable_text(countable: Countable) -> str:
    """What is counted, as ``countable_of`` reads it."""
    if isinstance(countable, Aggregate):
        return countable.model_dump_json()
    parts = {
        name: [part.model_dump(mode="json") for part in getattr(countable, name)]
        for name in ("parts", "but")
    }
    return json.dumps(parts)


def countable_of(text: str) -> Countable:
    """What a row of kept sums counts."""
    fields = json.loads(text)
    if "parts" not in fields:
        return _aggregate(fields)
    parts, but = (tuple(map(_aggregate, fields[name])) for name in ("parts", "but"))
    return AnyOf(parts, but)


def _aggregate(fields: dict[str, Any]) -> Aggregate:
    # a filter of all values has what is not filled in, which none that people write may have
    accepted = {name: _accepted(values) for name, values in fields.pop("filter").items()}
    return Aggregate.model_validate(fields).model_copy(update={"filter": accepted})


def _accepted(values: Any) -> Any:
    return FilterCondition.model_validate(values) if isinstance(values, dict) else tuple(values)


@contextmanager
def keeping(session: Session) -> Iterator[None]:
    """Keep what is counted inside, for whoever holds the writers' lock already."""
    fresh: list[FreshSums] = []
    session.info[FRESH] = fresh
    try:
        yield
    finally:
        del session.info[FRESH]
    add(session, fresh)


def add(session: Session, fresh: Iterable[FreshSums]) -> None:
    """Keep sums, in a session that holds the writers' lock."""
    for each in fresh:
        _keep(session, each)


class _SomebodyWritesError(Exception):
    """A courtesy waits for nobody."""


def keep(database: Database, fresh: list[FreshSums]) -> None:
    """Keep sums for the next reader, unless somebody writes just now or the database cannot be
    written.
    """
    impatient = copy(database)
    impatient.report_waiting = _give_up
    with suppress(_SomebodyWritesError, Refusal), impatient.writing("sums") as session:
        add(session, fresh)


def forget(session: Session) -> None:
    """Nothing is kept any more: the next one counts the records themselves."""
    session.execute(delete(KeptSums))


def _give_up(_writer: str) -> None:
    raise _SomebodyWritesError


def _keep(session: Session, fresh: FreshSums) -> None:
    same = KeptSums.programme_id == fresh.programme_id, KeptSums.name == fresh.name
    kept = session.scalars(
        select(KeptSums.revision).where(*same).order_by(KeptSums.revision.desc())
    ).all()
    # another worker may have counted the same meanwhile
    if fresh.revision in kept:
        return
    session.add(KeptSums(**vars(fresh)))
    outlived = kept[REVISIONS - 1 :]
    session.execute(delete(KeptSums).where(*same, KeptSums.revision.in_(outlived)))
    _sweep(session)


def _sweep(session: Session) -> None:
    """Remove what neither of the two programs has counted that have counted last: during an upgrade
    two serve side by side, and would take each other's away.
    """
    lately = (
        select(KeptSums.edition)
        .group_by(KeptSums.edition)
        .order_by(func.max(KeptSums.id).desc())
        .limit(EDITIONS)
    )
    editions = session.scalars(lately).all()
    session.execute(delete(KeptSums).where(KeptSums.edition.not_in(editions)))
