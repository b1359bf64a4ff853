"""Sums of records kept before anybody needs them: after an upgrade, and by whoever is about to write,
so that the first writer does not hold the others up for as long as counting all records takes.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database.database import Database, TouchedRange
from data.tables.programmes import Programme
from indicators.answers.cells import computed
from indicators.answers.touched import touched_years
from indicators.engine.compute import Engine
from indicators.engine.context import EngineContext
from indicators.engine.kept_rows import FRESH, FreshSums, add, keeping
from indicators.records.selection import Scope


def keep_sums(database: Database) -> None:
    """Count what the indicators of every programme count, where it is not kept yet."""
    with database.writing("sums") as session:
        for programme in session.scalars(select(Programme.id)).all():
            scope = Scope(session, programme)
            engine = Engine(scope, context=EngineContext(scope, kept=True))
            with keeping(session):
                for code in engine.catalogue.in_order:
                    # of any year: sums are kept of all
                    computed(engine, code, frozenset({engine.years.last_year}))


def prepare(database: Database, touches: Iterable[TouchedRange]) -> None:
    """Count what the cells of a coming change are counted of, where it is not kept yet: everybody
    else can still write meanwhile, and the change itself adds only what it brings.
    """
    fresh: list[FreshSums] = []
    with database.read() as session:
        session.info[FRESH] = fresh
        for touch in touches:
            _count_missing(session, touch)
    if fresh:
        with database.writing("sums") as session:
            add(session, fresh)


def _count_missing(session: Session, touch: TouchedRange) -> None:
    scope = Scope(session, touch.programme_id)
    context = EngineContext(scope, kept=True)
    engine = Engine(scope, context=context)
    for code in touched_years(engine.catalogue, engine.years, [touch]):
        versions = engine.catalogue.versions[code]
        aggregates = [each for version in versions for each in version.definition.aggregates]
        if any(map(context.is_missing, aggregates)):
            # of any year: sums are kept of all
            computed(engine, code, frozenset({engine.years.last_year}))
