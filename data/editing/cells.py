"""Plans and reported values as cells of a grid: one living row an indicator, place and period."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select

from data.editing.standing import Standing, standing_by_id
from data.importers.steps.context import Context
from data.importers.steps.kind import Kind


@dataclass(frozen=True)
class CellAt:
    """Where a cell stands; no district is the whole territory."""

    indicator: str
    district: str
    period: str


@dataclass(frozen=True)
class Asked:
    """Which cells; ``stage`` narrows reported values, of which only totals are cells."""

    indicators: tuple[str, ...]
    districts: tuple[str, ...]
    periods: tuple[str, ...]
    stage: str | None = None


def cells(context: Context, kind: Kind, asked: Asked) -> dict[CellAt, Standing]:
    """The rows that stand in the asked cells."""
    columns = kind.sql.columns
    named = [code for code in asked.districts if code]
    where = [
        columns.programme_id == context.programme_id,
        columns.until.is_(None),
        columns.indicator.in_(asked.indicators),
        columns.period.in_(asked.periods),
        or_(columns.district.in_(named), *([columns.district.is_(None)] if "" in asked.districts else [])),
    ]
    if asked.stage is not None:
        where += [columns.stage == asked.stage, columns.by == ""]
    ids = context.session.scalars(select(columns.id).where(*where)).all()
    rows = standing_by_id(context.session, kind, context.programme_id, ids).values()
    return {at_of(row): row for row in rows}


def at_of(row: Standing) -> CellAt:
    """The cell in which a row stands."""
    return CellAt(row.fields["indicator"], row.fields["district"] or "", row.fields["period"])


def others(context: Context, kind: Kind, asked: Asked, stages: Iterable[str]) -> dict[CellAt, Standing]:
    """The cells of the other stages, for comparison."""
    found: dict[CellAt, Standing] = {}
    for stage in stages:
        if stage != asked.stage:
            found |= cells(context, kind, Asked(asked.indicators, asked.districts, asked.periods, stage))
    return found
