"""What one number was before and after each revision that changed it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import nulls_last, select
from sqlalchemy.orm import Session

from data.passports import programme_id
from data.tables.cells import Cell
from data.tables.definitions import Target
from indicators.engine.rollup import PLAIN


@dataclass(frozen=True)
class Side:
    """A number and its plan as of a revision; null where there was none."""

    value: Decimal | Fraction | None
    plan: Decimal | None


def number_history(
    session: Session, programme: str, indicator: str, place: str, period: str
) -> Mapping[int, tuple[Side, Side]]:
    """Value and plan before and after each revision with which either came or went."""
    identity = programme_id(session, programme)
    district = place.rpartition("/")[2] or None
    values = _spans(
        session,
        select(Cell.since, Cell.until, Cell.value).where(
            Cell.programme_id == identity, Cell.indicator == indicator, Cell.mode == PLAIN,
            Cell.place == place, Cell.period == period,
        ),
    )  # fmt: skip
    plans = _spans(
        session,
        select(Target.since, Target.until, Target.value).where(
            Target.programme_id == identity, Target.indicator == indicator, Target.period == period,
            Target.district.is_(None) if district is None else Target.district == district,
            Target.of_whole(),
        # of several editions that stand the newest act's is in force: it is met first
        ).order_by(nulls_last(Target.set_on.desc())),
    )  # fmt: skip
    ends = {
        end
        for since, until, _value in (*values, *plans)
        for end in (since, until)
        if end is not None
    }
    return {
        # the state after the revision before, and after this one
        revision: (
            Side(_as_of(values, revision - 1), _as_of(plans, revision - 1)),
            Side(_as_of(values, revision), _as_of(plans, revision)),
        )
        for revision in sorted(ends)
    }


def _spans(session: Session, statement: Any) -> list[tuple[int, int | None, Any]]:
    return [tuple(row) for row in session.execute(statement)]


def _as_of(spans: Iterable[tuple[int, int | None, Any]], revision: int) -> Any:
    return next(
        (
            value
            for since, until, value in spans
            # `until` is the first revision in which it is not true any more
            if since <= revision and (until is None or until > revision)
        ),
        None,
    )
