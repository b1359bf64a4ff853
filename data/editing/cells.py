"""Plans and reported values as cells of a grid: one living row an indicator, place and period."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import func, or_, select

from data.disaggregations import parts_of, text_of
from data.editing.stored_rows import StoredRow, rows_by_id
from data.imports.columns.kind import Kind
from data.imports.context.context import Context


@dataclass(frozen=True)
class CellAt:
    """Where a cell stands; no district is the whole territory, ``by`` is empty for a total."""

    indicator: str
    district: str
    period: str
    by: str = ""


@dataclass(frozen=True)
class CellRange:
    """Which cells; ``stage`` narrows reported values, and ``by`` says of which parts they are."""

    indicators: tuple[str, ...]
    districts: tuple[str, ...]
    periods: tuple[str, ...]
    stage: str | None = None
    by: tuple[str, ...] = ("",)


def cells(context: Context, kind: Kind, cell_range: CellRange) -> dict[CellAt, StoredRow]:
    """The rows that stand in the asked cells."""
    columns = kind.sql.columns
    named = [code for code in cell_range.districts if code]
    where = [
        columns.programme_id == context.programme_id,
        columns.until.is_(None),
        columns.indicator.in_(cell_range.indicators),
        columns.period.in_(cell_range.periods),
        or_(
            columns.district.in_(named),
            *([columns.district.is_(None)] if "" in cell_range.districts else []),
        ),
    ]
    if cell_range.stage is not None:
        where += [
            columns.stage == cell_range.stage,
            *([columns.by == ""] if cell_range.by == ("",) else []),
        ]
    ids = context.session.scalars(select(columns.id).where(*where)).all()
    rows = rows_by_id(context.session, kind, context.programme_id, ids).values()
    # of a plan's editions the newest act's stands in the cell: it comes last
    stored = {at_of(context, row): row for row in sorted(rows, key=_day_of_act)}
    return {at: row for at, row in stored.items() if at.by in cell_range.by}


def editions(context: Context, kind: Kind, row: StoredRow) -> list[int]:
    """The ids of all living rows of the cell in which a row stands, that row's too."""
    at = at_of(context, row)
    columns = kind.sql.columns
    district = columns.district
    rows = select(columns.id).where(
        columns.programme_id == context.programme_id,
        columns.until.is_(None),
        columns.indicator == at.indicator,
        columns.period == at.period,
        func.coalesce(columns.by, "") == at.by,
        district == at.district if at.district else district.is_(None),
    )
    return list(context.session.scalars(rows.order_by(columns.id)))


def _day_of_act(row: StoredRow) -> datetime.date:
    return row.fields.get("set_on") or datetime.date.min


def at_of(context: Context, row: StoredRow) -> CellAt:
    """The cell in which a row stands, its part under the names that its definition has for it."""
    indicator, by = row.fields["indicator"], row.fields.get("by") or ""
    if by:
        by = text_of(context.disaggregations.of(indicator).meant(parts_of(by)))
    return CellAt(indicator, row.fields["district"] or "", row.fields["period"], by)


def others(
    context: Context, kind: Kind, cell_range: CellRange, stages: Iterable[str]
) -> dict[CellAt, StoredRow]:
    """The cells of the other stages, for comparison."""
    stored: dict[CellAt, StoredRow] = {}
    for stage in stages:
        if stage != cell_range.stage:
            stored |= cells(context, kind, replace(cell_range, stage=stage))
    return stored
