"""Whether kept sums say what the records say, counted as of the revision that they are of."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.sums import KeptSums
from indicators.checkup.rounds import CheckedPart, check
from indicators.engine.context import EngineContext
from indicators.engine.kept_rows import countable_of, edition
from indicators.engine.record_sums import RecordSums
from indicators.engine.sum_table import SumTable
from indicators.records.places import read_places
from indicators.records.selection import Scope

SHORT = 40
"""Letters of a SHA-256 that are enough to tell one from another."""


def check_sums(session: Session) -> CheckedPart:
    """A year of each at a time; broken are the numbers of their rows."""
    rows = session.execute(
        select(KeptSums.id, KeptSums.programme_id, KeptSums.revision, KeptSums.name)
        .where(KeptSums.edition == edition())
        .order_by(KeptSums.id.desc())
    ).all()
    terms = {
        programme: EngineContext(Scope(session, programme)).years
        for programme in {row.programme_id for row in rows}
    }
    states = {
        # a number may come again, of other sums
        f"{row.id}/{year}": f"{row.revision} {row.name[:SHORT]}"
        for row in rows
        for year in range(terms[row.programme_id].first_year, terms[row.programme_id].last_year + 1)
    }
    return check(session, "sums", states, lambda item: _broken(session, item))


def differing_sums(session: Session) -> list[int]:
    """The numbers of all rows that say something else than the records."""
    numbers = session.scalars(select(KeptSums.id).where(KeptSums.edition == edition())).all()
    return [number for number in numbers if _differs(session, number)]


def _broken(session: Session, item: str) -> Iterator[int]:
    number, year = map(int, item.split("/"))
    if _differs(session, number, year):
        yield number


def _differs(session: Session, number: int, year: int | None = None) -> bool:
    row = session.get_one(KeptSums, number)
    scope = Scope(session, row.programme_id, row.revision)
    places = read_places(session, row.programme_id, row.revision)
    years = None if year is None else (year, year)
    counted = RecordSums(scope, places, countable_of(row.counted), years, row.attribute)
    kept = SumTable.read(row.content)
    return SumTable.of(counted.by_value).differs_from(kept if year is None else kept.within(year))
