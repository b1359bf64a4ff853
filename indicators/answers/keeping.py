"""Sums of records kept before anybody needs them: after an upgrade, so that the first writer does not
hold the others up for as long as counting all records takes.
"""

from sqlalchemy import select

from data.database.database import Database
from data.tables.programmes import Programme
from indicators.answers.cells import computed
from indicators.engine.compute import Engine
from indicators.engine.context import EngineContext
from indicators.engine.kept_rows import keeping
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
