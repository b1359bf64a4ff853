"""Values that can hardly be meant: asked about at the cell, and taken once somebody says that they
are right.

A part of a person, more than 100 % of a whole, ten times last year's. What a definition itself
declares – decimals, a growth in per cent – is no doubt.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, cast

from sqlalchemy import Table

from data.imports.among import has_living, living_by_number, living_of_cells
from data.imports.checks.identity import BETWEEN, natural_number
from data.imports.columns.batch import Batch
from data.imports.context.context import Context
from data.imports.parts import parts
from data.tables.definitions import STAGES, Observation, Target
from data.units import is_counted, is_percent, is_share
from data.words.matching import match_key

FACTOR = 10
"""So many times last year's, or so many times less, is asked about."""
ALMOST_NONE = 10
"""Below this a number may grow as it likes: two events a year, then twenty-five."""
COLUMN = "value"
DIVIDED = ("average", "median", "percentile", "ratio", "formula")
"""Kinds of indicators that may lie between two whole numbers."""
RULES = frozenset({"doubt_fraction", "doubt_above_whole", "doubt_negative", "doubt_leap"})
GROWING = re.compile(
    r"\b(?:темп|рост|прирост|динамика|индекс|изменение|исполнени|выполнени|перевыполнени|отношение|к уровню|к плану"
    r"|growth|index|change|rate of|to plan)"
)
"""Names of what may exceed 100 % of what it is measured by."""


class At(NamedTuple):
    """The cell of a value in one year's period."""

    indicator: str
    district: str | None
    by: str
    period: str

    @property
    def year_before(self) -> "At":
        return At(self.indicator, self.district, self.by, _year_before(self.period))


@lru_cache(maxsize=1_000)
def _year_before(period: str) -> str:
    return f"{int(period[:4]) - 1:04}{period[4:]}"


@dataclass(frozen=True)
class _Bounds:
    """What the values of an indicator can be: counted one by one, or parts of a whole."""

    unit: Mapping[str, str]
    counted: bool
    whole: int | None


def ask_about_values(table: type[Target] | type[Observation]) -> Callable[[Batch, Context], None]:
    """The check of a kind whose rows are values of indicators."""

    def ask(batch: Batch, context: Context) -> None:
        rows = dict(_rows(batch))
        # one select for the batch, both of the cell and of a year before
        known = _earlier_values(context, table, rows.values()) if rows else {}
        numbers = batch.column(COLUMN)
        values = {index: Decimal(str(numbers[index])) for index in rows}
        # the year before may stand in the same file
        every = {**known, **{at: values[index] for index, at in rows.items()}}
        # a file has a value of each indicator many times
        bounds = {code: _bounds(context, code) for code in {at.indicator for at in rows.values()}}
        for index, at in rows.items():
            value, before = values[index], every.get(at.year_before)
            # the surest question alone: whoever mends the value answers the others too
            doubt = next(_doubts(at, value, bounds[at.indicator], before), None)
            # what stands already, or somebody has called right, is not asked about again
            if (
                doubt is not None
                and known.get(at) != value
                and not context.confirms(batch.rows[index], batch.texts["value"][index])
            ):
                rule, params = doubt
                batch.refuse(index, COLUMN, rule, name=context.name_of(at.indicator), **params)

    return ask


def _rows(batch: Batch) -> Iterator[tuple[int, At]]:
    """The rows with a readable number, by their place in the batch."""
    fields = (batch.column(name) for name in ("indicator", "district", "period", "value", "by"))
    for index, (indicator, district, period, value, by) in enumerate(zip(*fields, strict=True)):
        if (
            value is not None
            and isinstance(indicator, str)
            and isinstance(period, str)
            and batch.is_sound(index, "indicator", "district", "period", "value")
        ):
            yield index, At(indicator, str(district) if district else None, str(by or ""), period)


def _earlier_values(
    context: Context, table: type[Target] | type[Observation], cells: Iterable[At]
) -> dict[At, Decimal]:
    """What stands in the cells and in those of a year before; a refined value before a preliminary
    one.

    Looked up by number, which has an index: a row of a long file reads no more than one of a short.
    """
    values: dict[At, Decimal] = {}
    sql = cast(Table, table.__table__)
    if not has_living(context.session, sql, context.programme_id):
        return values
    # once each: this year's cells are next year's year before
    places = dict.fromkeys(each for at in cells for each in (at, at.year_before))
    numbered = {number: at for at in places for number in _numbers(table, at)}
    for part in parts(list(numbered)):
        rows = living_by_number(context.session, sql, context.programme_id, part, "number", "value")
        # sorted by number: «preliminary» comes before «refined», which then stays
        values |= {numbered[number]: value for number, value in sorted(rows, key=itemgetter(0))
                     if value is not None}  # fmt: skip
        if table is Target:
            # after those of before there were editions, which are older
            rows = living_of_cells(
                context.session, sql, context.programme_id, part, "cell", "value"
            )
            values |= {numbered[cell]: value for cell, value in rows if value is not None}
    return values


def _numbers(table: type[Target] | type[Observation], at: At) -> Iterator[str]:
    """The numbers of a cell's rows; of a preliminary value before a refined one."""
    cell = (at.indicator, at.district or "", at.period)
    if table is Target:
        yield natural_number((*cell, at.by)).rstrip(BETWEEN)
    else:
        yield from (natural_number((*cell, at.by, stage)) for stage in sorted(STAGES.codes))


def _bounds(context: Context, code: str) -> _Bounds:
    # the newest one: what somebody types now is meant by today's words
    definition = context.definitions(code)[-1] if context.definitions(code) else {}
    unit = context.unit(code)
    return _Bounds(unit, _is_whole(definition, unit["ru"]), _of_a_whole(definition, unit["ru"]))


def _doubts(
    at: At, value: Decimal, bounds: _Bounds, before: Decimal | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What there is to ask about a value, the surest first."""
    params, whole = {"unit": bounds.unit}, bounds.whole
    # people and events are whole; where decimals are declared the definition has spoken
    if bounds.counted and value != value.to_integral_value():
        yield "doubt_fraction", params
    if (bounds.counted or whole) and value < 0:
        yield "doubt_negative", params
    # a share that was above the whole last year too is none of a whole: asked once, not every year
    if whole and value > whole and not _exceeded(before, value, whole):
        yield "doubt_above_whole", {**params, "whole": whole}
    if before is not None and _leaps(before, value):
        yield "doubt_leap", {**params, "before": _plain(before), "period": at.year_before.period}


def _is_whole(definition: Mapping[str, Any], unit: str) -> bool:
    """Whether values are counted one by one, and the definition does not say that it shows
    decimals.
    """
    averaged = definition.get("kind") in DIVIDED or "per" in definition or "change" in definition
    return is_counted(unit) and not averaged and not definition.get("decimals")


def _of_a_whole(definition: Mapping[str, Any], unit: str) -> int | None:
    """What a part of a whole cannot exceed: 100 %, or 1; nothing for a growth."""
    names = definition.get("name") or {}
    named = " ".join(map(str, names.values() if isinstance(names, Mapping) else [names]))
    # growth and rates are in «%» too, and may well be above 100
    if "change" in definition or "per" in definition or GROWING.search(match_key(named)):
        return None
    return 100 if is_percent(unit) else 1 if is_share(unit) else None


def _exceeded(before: Decimal | None, value: Decimal, whole: int) -> bool:
    """Whether last year's was above the whole too, so that it is none of a whole."""
    return before is not None and before > whole and value < FACTOR * before


def _leaps(before: Decimal, value: Decimal) -> bool:
    small, large = sorted((abs(before), abs(value)))
    # from nothing any number is infinitely more: a first value is no leap
    return small > 0 and large > ALMOST_NONE and large >= FACTOR * small


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
