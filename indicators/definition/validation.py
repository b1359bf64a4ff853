"""What a new definition may not say though it can be read: with it every number or status would
mean nothing.

A definition that was published before such a rule stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean

from data.refusals import LONGEST, Names, Problem
from data.units import is_counted, is_percent, is_share, whole_of
from data.words.offers import offer
from indicators import formula
from indicators.definition import names
from indicators.definition.conditions import values_of
from indicators.definition.counting import Aggregate, Reference
from indicators.definition.kinds import ORDERED, REQUIRED
from indicators.definition.schema import Definition
from indicators.formula import divided
from indicators.measures import measures
from indicators.periods import ITSELF

SHARE = re.compile(r"(доля|удельный вес|процент)\b")
HUNDRED = 100
"""What a quotient is multiplied by to be in per cent."""
YES_OR_NO: dict[str, Names] = {
    "true": {"ru": "да", "en": "yes"},
    "false": {"ru": "нет", "en": "no"},
}


def problems(definition: Definition, file: str | None) -> list[Problem]:
    """Every such rule that a definition breaks."""
    faults = [
        *_numbers(definition),
        *_interval(definition),
        *_notable(definition),
        *_filters(definition),
        *_sides(definition),
        *_missing_of_sides(definition),
        *_window(definition),
        *_targets(definition),
        *_unit(definition),
        *_percent(definition),
        *_formula(definition),
    ]
    return [Problem(rule, params, file, field=field) for rule, field, params in faults]


Broken = tuple[str, str, dict[str, Any]]
"""A rule, the field, and what fills its sentence."""


def _numbers(definition: Definition) -> Iterator[Broken]:
    if definition.band is not None and definition.band[0] > definition.band[1]:
        yield (
            "definition_band_reversed",
            "band",
            {"low": definition.band[0], "high": definition.band[1]},
        )
    if definition.scale <= 0:
        yield "definition_not_positive", "scale", {"number": definition.scale}
    if definition.weight < 0:
        yield "definition_negative", "weight", {"number": definition.weight}


def _interval(definition: Definition) -> Iterator[Broken]:
    """Only what happens now and then, each by itself, is counted with the interval of rare events."""
    if definition.interval is not None and not is_counted_event(definition):
        yield "definition_interval_kind", "interval", {"kind": names.of_kind(definition.kind)}


def _notable(definition: Definition) -> Iterator[Broken]:
    """By its interval only a change is judged whose two numbers have one."""
    if definition.notable is None or definition.notable.interval is None:
        return
    is_poll = definition.kind == "observed" and whole_of(definition.unit.ru) is not None
    if definition.interval is None and not is_poll:
        yield (
            "definition_notable_interval",
            "notable.interval",
            {"name": definition.name.model_dump()},
        )


def is_counted_event(definition: Definition) -> bool:
    """Whether a value, or what it divides by residents, is a number of records or of reported cases."""
    if definition.change is not None:
        return False
    if definition.kind == "observed" and definition.combine is not None:
        rules = {definition.combine.places, definition.combine.periods}
        return whole_of(definition.unit.ru) is None and rules <= {"sum", "none"}
    return definition.kind == "count"


def _filters(definition: Definition) -> Iterator[Broken]:
    if definition.measure is not None:
        yield from _filter("filter", definition.measure, definition.filter)
    for name, side in _sides_of(definition):
        if isinstance(side, Aggregate):
            yield from _filter(f"{name}.filter", side.measure, side.filter)


def _filter(field: str, measure: str, accepted: Mapping[str, Any]) -> Iterator[Broken]:
    for name, condition in accepted.items():
        params = {
            "measure": names.of_measure(measure),
            "attribute": names.of_records(measure, name),
        }
        if condition == ():
            yield "filter_empty", f"{field}.{name}", params
        attribute = measures()[measure].attributes.get(name)
        if attribute is not None and isinstance(attribute.column.type, Boolean):
            wrong = [
                {
                    **params,
                    "value": str(value)[:LONGEST],
                    **offer(YES_OR_NO, str(value)),
                }
                for value in values_of(condition)
                if not isinstance(value, bool)
            ]
            yield from (("filter_value_impossible", f"{field}.{name}", each) for each in wrong)


def _sides(definition: Definition) -> Iterator[Broken]:
    """Records are gathered; the numbers of another indicator are what it says they are."""
    if definition.gathering == ITSELF:
        return
    rule = "definition_to_date_of_indicator"
    if definition.window is not None:
        rule = "definition_window_of_indicator"
    for name, side in _sides_of(definition):
        if isinstance(side, Reference):
            yield rule, name, {"indicator": side.indicator}


def _window(definition: Definition) -> Iterator[Broken]:
    """Plans and money are stated for whole years, whose months nobody knows."""
    for measure in definition.measures if definition.window is not None else ():
        if measures()[measure].yearly:
            yield (
                "definition_window_yearly",
                "window.months",
                {"measure": names.of_measure(measure)},
            )


def _targets(definition: Definition) -> Iterator[Broken]:
    """Targets add up where the values of years do, and a band is no number to come to."""
    if definition.targets is None:
        return
    if not definition.adds_up_over_years or definition.direction == "keep":
        yield "definition_targets_kind", "targets", {"kind": names.of_kind(definition.kind)}


def _missing_of_sides(definition: Definition) -> Iterator[Broken]:
    """A sum of no amount would count records, without a word."""
    for name, side in _sides_of(definition):
        if isinstance(side, Aggregate):
            for key in sorted(REQUIRED[side.kind] - {"measure"}):
                if getattr(side, key) is None:
                    yield "field_missing", name, {"field": names.of_field(key), "key": key}


def _unit(definition: Definition) -> Iterator[Broken]:
    if SHARE.match(definition.name.ru.casefold()) and is_counted(definition.unit.ru):
        yield (
            "definition_share_counted",
            "unit",
            {
                "name": definition.name.model_dump(),
                "unit": definition.unit.model_dump(),
            },
        )


def _percent(definition: Definition) -> Iterator[Broken]:
    """A quotient that is called per cent and never multiplied by 100, or the other way round; an
    average of amounts.

    A change said as per cent is in per cent whatever changes.
    """
    if definition.change is not None and definition.change.how == "percent":
        return
    params = {"name": definition.name.model_dump(), "unit": definition.unit.model_dump()}
    if is_share(definition.unit.ru) and definition.kind == "ratio" and definition.scale == HUNDRED:
        yield "definition_share_scale", "scale", {**params, "scale": definition.scale}
    if not is_percent(definition.unit.ru):
        return
    if definition.kind == "ratio" and _is_no_percent(definition):
        yield "definition_percent_scale", "scale", {**params, "scale": definition.scale}
    elif definition.kind in ("count", "distinct") and not (definition.per or definition.change):
        yield (
            "definition_unit_contradicts",
            "unit",
            {**params, "kind": names.of_kind(definition.kind)},
        )
    elif definition.kind in ("average", "sum", *ORDERED) and not definition.per:
        yield (
            "definition_percent_amount",
            "unit",
            {**params, "kind": names.of_kind(definition.kind)},
        )
    elif definition.formula is not None and divided.never_times(
        formula.parse(definition.formula).tree, HUNDRED
    ):
        yield "definition_percent_formula", "formula", {**params, "formula": definition.formula}


def _is_no_percent(ratio: Definition) -> bool:
    """Whether the multiplier is not 100; another indicator may be in thousands, and then it is any
    but 1.
    """
    by_indicator = any(isinstance(side, Reference) for _name, side in _sides_of(ratio))
    return ratio.scale == 1 if by_indicator else ratio.scale != HUNDRED


def _formula(definition: Definition) -> Iterator[Broken]:
    """What can be read, but was hardly meant: a decimal comma, digits of ``round`` that are no
    whole number.
    """
    text = definition.formula
    for doubt in formula.parse(text).doubts if text is not None else ():
        yield (
            doubt.rule,
            "formula",
            formula.of_indicator(doubt.problem(text or "").params, definition.code),
        )


def _sides_of(definition: Definition) -> list[tuple[str, Any]]:
    return [("numerator", definition.numerator), ("denominator", definition.denominator)]
