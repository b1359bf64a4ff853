"""What a new definition may not say though it can be read: with it every number or status would mean nothing.

A definition that was published before such a rule stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean

from data.refusals import Problem
from indicators import formula
from indicators.definition.counting import Aggregate, Reference
from indicators.definition.schema import Definition
from indicators.measures import measures

SHARE = re.compile(r"(доля|удельный вес|процент)\b")
COUNTED = frozenset({"ед", "единица", "единиц", "шт", "штук", "чел", "человек"})
"""Units of what is counted one by one."""
YES_OR_NO = "true, false"


def problems(definition: Definition, file: str | None) -> list[Problem]:
    """Every such rule that a definition breaks."""
    found = [
        *_numbers(definition),
        *_filters(definition),
        *_sides(definition),
        *_unit(definition),
        *_formula(definition),
    ]
    return [Problem(rule, params, file, field=field) for rule, field, params in found]


Broken = tuple[str, str, dict[str, Any]]
"""A rule, the field, and what fills its sentence."""


def _numbers(definition: Definition) -> Iterator[Broken]:
    if definition.band is not None and definition.band[0] > definition.band[1]:
        yield "definition_band_reversed", "band", {"low": definition.band[0], "high": definition.band[1]}
    if definition.scale <= 0:
        yield "definition_not_positive", "scale", {"number": definition.scale}
    if definition.weight < 0:
        yield "definition_negative", "weight", {"number": definition.weight}


def _filters(definition: Definition) -> Iterator[Broken]:
    if definition.measure is not None:
        yield from _filter("filter", definition.measure, definition.filter)
    for name, side in _sides_of(definition):
        if isinstance(side, Aggregate):
            yield from _filter(f"{name}.filter", side.measure, side.filter)


def _filter(field: str, measure: str, accepted: Mapping[str, tuple[Any, ...]]) -> Iterator[Broken]:
    for name, values in accepted.items():
        said = {"measure": measure, "attribute": name}
        if not values:
            yield "filter_empty", f"{field}.{name}", said
        if isinstance(measures()[measure].attributes[name].column.type, Boolean):
            wrong = [{**said, "value": value, "known": YES_OR_NO} for value in values if not isinstance(value, bool)]
            yield from (("filter_value_impossible", f"{field}.{name}", each) for each in wrong)


def _sides(definition: Definition) -> Iterator[Broken]:
    """Records are counted to date; the numbers of another indicator are what it says they are."""
    if definition.accumulate is None:
        return
    for name, side in _sides_of(definition):
        if isinstance(side, Reference):
            yield "definition_to_date_of_indicator", name, {"indicator": side.indicator}


def _unit(definition: Definition) -> Iterator[Broken]:
    unit = definition.unit.ru.strip().rstrip(".").casefold()
    if SHARE.match(definition.name.ru.casefold()) and unit in COUNTED:
        yield (
            "definition_share_counted",
            "unit",
            {
                "name": definition.name.model_dump(),
                "unit": definition.unit.model_dump(),
            },
        )


def _formula(definition: Definition) -> Iterator[Broken]:
    """What can be read, but was hardly meant: a decimal comma, digits of ``round`` that are no whole number."""
    text = definition.formula
    for doubt in formula.parse(text).doubts if text is not None else ():
        yield doubt.rule, "formula", formula.of_indicator(doubt.problem(text or "").params, definition.code)


def _sides_of(definition: Definition) -> list[tuple[str, Any]]:
    return [("numerator", definition.numerator), ("denominator", definition.denominator)]
