"""Coverage: which leaf districts and months a file says it reports in full."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database import bulk
from data.database.database import Change
from data.imports.context.context import Claim, Context
from data.tables.coverage import Coverage


class CoveredMonth(NamedTuple):
    """A leaf district (``''`` where the programme has none) in a month."""

    district: str
    year: int
    month: int


def claimed(context: Context) -> set[CoveredMonth]:
    """Everything that the file's claim covers."""
    return spelled_out(context.claim, context.places.leaves)


def spelled_out(claim: Claim, leaves: Iterable[str]) -> set[CoveredMonth]:
    # '' is the one leaf of a programme without districts
    districts = claim.districts if claim.districts is not None else set(leaves) or {""}
    return {
        CoveredMonth(district, *month) for district in districts for month in claim.months or ()
    }


def living(session: Session, programme: int, kind: str) -> set[CoveredMonth]:
    """What is covered now."""
    statement = select(Coverage.district, Coverage.year, Coverage.month)
    mine = (Coverage.programme_id == programme, Coverage.kind == kind, Coverage.as_of(None))
    return {CoveredMonth(*row) for row in session.execute(statement.where(*mine))}


def add(
    change: Change,
    programme: int,
    kind: str,
    covered: Iterable[CoveredMonth],
    *,
    import_id: int,
    illustrative: bool,
) -> None:
    """Cover these from this revision on."""
    # a set has no order, and the seal of the revision must be the same each time
    rows = sorted(covered)
    if not rows:
        return
    same = {
        "since": change.revision,
        "programme_id": programme,
        "import_id": import_id,
        "kind": kind,
    }
    columns = dict(zip(CoveredMonth._fields, zip(*rows, strict=True), strict=True))
    table: Any = Coverage.__table__
    parted = bulk.parted(same | {"illustrative": illustrative}, columns)
    bulk.insert_rows(change.session.connection(), table, *parted)
