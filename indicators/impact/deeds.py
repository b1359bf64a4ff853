"""What revisions have done: rows of records and reported values added, corrected and withdrawn, and what
was decided of definitions, targets, residents, organisations and coverage.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select, text
from sqlalchemy.orm import Session, aliased

from data.imports.registry import kind_of, kinds
from data.tables import classes
from data.tables.base import EDITED, Record, Versioned
from data.tables.coverage import Coverage
from data.tables.definitions import DefinitionVersion, Observation, Target
from data.tables.places import Population
from data.tables.programmes import Activity, Budget
from data.tables.revisions import ImportRun
from data.tables.stewardship import OrganisationMerge

ADDED, CORRECTED, WITHDRAWN = ROW_DEEDS = ("added", "corrected", "withdrawn")
DEFINITION, POPULATION, MERGER, TARGET, COVERAGE = (
    "definition",
    "population",
    "merger",
    "target",
    "coverage",
)
DEEDS = (*ROW_DEEDS, DEFINITION, POPULATION, MERGER, COVERAGE, TARGET)
"""In the order in which they are spoken of."""
DECIDED: Mapping[Any, str] = {
    DefinitionVersion: DEFINITION,
    Population: POPULATION,
    OrganisationMerge: MERGER,
    Coverage: COVERAGE,
    Target: TARGET,
}
COUNTED = (Observation, Activity, Budget)
"""Tables of rows that numbers are made of, beside those of records."""


@dataclass(frozen=True)
class _Span:
    """The revisions after ``since``, up to ``until``."""

    session: Session
    since: int
    until: int

    def within(self, column: Any) -> Any:
        return and_(column > self.since, column <= self.until)


def deeds_between(session: Session, since: int, until: int) -> Mapping[int, frozenset[str]]:
    """What each revision after ``since``, up to ``until``, has done; those that did nothing of it
    are left out.
    """
    span = _Span(session, since, until)
    deeds: dict[int, set[str]] = {}
    for revision, deed in (*_of_imports(span), *_of_rows(span), *_of_decisions(span)):
        deeds.setdefault(revision, set()).add(deed)
    return {revision: frozenset(known) for revision, known in deeds.items()}


def _of_imports(span: _Span) -> Iterator[tuple[int, str]]:
    """Files of records that brought rows: of these only the runs are read, as a million rows of one
    have no index by revision (data/tables/base.py).
    """
    of_records = [name for name in kinds() if kind_of(name).is_record]
    brought = select(ImportRun.revision).where(
        span.within(ImportRun.revision), ImportRun.kind.in_(of_records), ImportRun.accepted > 0
    )
    yield from ((revision, ADDED) for revision in span.session.scalars(brought))


def _of_rows(span: _Span) -> Iterator[tuple[int, str]]:
    """A correction ends one row and adds the next of its chain in the same revision; what else came
    was added, what else ended was withdrawn.
    """
    tables: list[Any] = [each for each in classes() if _is_counted(each)]
    for table in tables:
        ended = _counts(span, table.until)
        came = _counts(span, table.since, *_indexed(table))
        corrected = _corrections(span, table) if came and ended else Counter[int]()
        yield from ((revision, CORRECTED) for revision in corrected)
        yield from ((revision, ADDED) for revision in came - corrected)
        yield from ((revision, WITHDRAWN) for revision in ended - corrected)


def _is_counted(table: Any) -> bool:
    return issubclass(table, (Record, *COUNTED))


def _indexed(table: type[Versioned]) -> list[Any]:
    return [text(f"({EDITED})")] if issubclass(table, Record) else []


def _counts(span: _Span, column: Any, *conditions: Any) -> Counter[int]:
    statement = select(column, func.count()).where(span.within(column), *conditions)
    rows = span.session.execute(statement.group_by(column))
    return Counter({row[0]: row[1] for row in rows})


def _corrections(span: _Span, table: Any) -> Counter[int]:
    """How many rows each revision has put in the place of one that it ended."""
    before = aliased(table)
    of_chain = or_(before.chain == table.chain, before.id == table.chain)
    replaced = select(before.id).where(of_chain, before.until == table.since).exists()
    return _counts(span, table.since, table.chain.is_not(None), replaced)


def _of_decisions(span: _Span) -> Iterator[tuple[int, str]]:
    for table, deed in DECIDED.items():
        for column in (table.since, table.until):
            statement = select(column).where(span.within(column)).distinct()
            yield from ((revision, deed) for revision in span.session.scalars(statement))
