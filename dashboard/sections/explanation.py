"""How an indicator's number is made, in words."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from dash.development.base_component import Component

from dashboard.components.links import link
from dashboard.request import PageRequest
from dashboard.text import formats, labels, record_labels
from dashboard.text.conditions import condition_text
from dashboard.text.digits import MINUS
from dashboard.text.language import _
from indicators.answers.facts import Facts
from indicators.definition import Aggregate, Definition, Side, required
from indicators.measures import measures
from indicators.records.places import NONE

NAMED = re.compile(r"[A-Za-z_]\w*")
SIGNS = {"*": "×", "/": "÷", "-": MINUS, "<=": "≤", ">=": "≥", "!=": "≠"}
SIGN = re.compile(r"[<>!]=|[*/-]")


def indicator_kind_name(kind: str) -> str:
    """The kind of an indicator."""
    return {
        "count": _("Count of records"),
        "distinct": _("Count of different ones"),
        "sum": _("Sum"),
        "average": _("Average"),
        "min": _("Least"),
        "max": _("Greatest"),
        "median": _("Median"),
        "percentile": _("Percentile"),
        "ratio": _("Ratio"),
        "formula": _("Formula over other indicators"),
        "observed": _("Reported value"),
    }[kind]


def direction_name(direction: str) -> str:
    """Which way is good."""
    return {
        "increase": _("the more, the better"),
        "decrease": _("the less, the better"),
        "keep": _("to be kept within the band"),
    }[direction]


def how(page_request: PageRequest, definition: Definition) -> list[str | Component]:
    """The number's making as one line, with links to the indicators it is made of."""
    return [
        *_core(page_request, definition),
        *(f"; {modifier}" for modifier in modifiers(definition)),
    ]


def modifiers(definition: Definition) -> Iterator[str]:
    """What is done to the number after it is counted."""
    if definition.accumulate:
        yield _("counted from the programme's first year on")
    if definition.window:
        months = definition.window.months
        yield _("over the {months} months that end with the period").format(months=months)
    if definition.balance:
        yield _("of each district the last month of the period that states it, not their sum")
    if definition.per:
        yield _("per {residents} residents").format(
            residents=formats.number(definition.per.residents)
        )
    if definition.change:
        yield _change(definition)


def _change(definition: Definition) -> str:
    change = required(definition.change)
    sentences = {
        ("base", "difference"): _("as the difference from the base year"),
        ("base", "percent"): _("as the change from the base year in per cent"),
        ("previous", "difference"): _("as the difference from a year before"),
        ("previous", "percent"): _("as the change from a year before in per cent"),
    }
    return sentences[change.since, change.how]


def _core(page_request: PageRequest, definition: Definition) -> Iterable[str | Component]:
    if definition.kind == "ratio":
        return _ratio(page_request, definition)
    if definition.kind == "formula":
        return _formula(page_request, required(definition.formula))
    if definition.kind == "observed":
        return [_observed(definition)]
    return [aggregate(page_request.facts, definition.aggregates[0])]


def aggregate(facts: Facts, one: Aggregate) -> str:
    """A count, sum or average over the records of a measure, with its filter."""
    records = labels.in_language(measures()[one.measure].names)
    accepted = "".join(f"; {condition}" for condition in _conditions(facts, one))
    percent = "" if one.percent is None else formats.plain(one.percent)
    sentence = _aggregate_sentence(one).format(records=records, what=_what(one), percent=percent)
    return sentence + accepted


def _aggregate_sentence(one: Aggregate) -> str:
    return {
        "count": _("number of records “{records}”"),
        "distinct": _("number of different {what} among the records “{records}”"),
        "sum": _("sum of “{what}” over the records “{records}”"),
        "average": _("average of “{what}” over the records “{records}”"),
        "min": _("least “{what}” of the records “{records}”"),
        "max": _("greatest “{what}” of the records “{records}”"),
        "median": _("median of “{what}” over the records “{records}”"),
        "percentile": _("percentile {percent} of “{what}” over the records “{records}”"),
    }[one.kind]


def _what(one: Aggregate) -> str:
    if one.kind == "distinct":
        return (
            _("organisations")
            if one.of == "organisation"
            else record_labels.field_name(one.of or "", one.measure)
        )
    return record_labels.field_name(one.amount or "", one.measure)


def _conditions(facts: Facts, one: Aggregate) -> Iterator[str]:
    accepted = {**measures()[one.measure].default_filter, **one.filter}
    for name, condition in accepted.items():
        words = condition_text(condition, partial(_value_name, facts, one.measure, name))
        yield f"{record_labels.field_name(name, one.measure)}: {words}"


def _value_name(facts: Facts, measure: str, name: str, value: Any) -> str:
    word = NONE if value is None else str(value)
    return record_labels.value_in_programme(facts, measure, name, word)


def _ratio(page_request: PageRequest, definition: Definition) -> list[str | Component]:
    scaled = f" × {formats.plain(definition.scale)}" if definition.scale != 1 else ""
    upper, lower = (
        _side(page_request, definition.numerator),
        _side(page_request, definition.denominator),
    )
    return [*upper, " ÷ ", *lower, scaled]


def _side(page_request: PageRequest, side: Side | None) -> list[str | Component]:
    if isinstance(side, Aggregate):
        return [f"({aggregate(page_request.facts, side)})"]
    return [indicator_link(page_request, side.indicator)] if side is not None else []


def _formula(page_request: PageRequest, text: str) -> Iterator[str | Component]:
    """The formula with names for codes; functions stay as they are written."""
    at = 0
    for match in NAMED.finditer(text):
        yield _signs(text[at : match.start()])
        known = match[0] in page_request.facts.catalogue.versions
        yield indicator_link(page_request, match[0]) if known else match[0]
        at = match.end()
    yield _signs(text[at:])


def _signs(text: str) -> str:
    return SIGN.sub(lambda match: SIGNS[match[0]], text)


def indicator_link(page_request: PageRequest, code: str) -> Component:
    """An indicator's name, leading to its page."""
    return link(
        labels.name_of(page_request.definition(code)), page_request.page(f"/indicator/{code}")
    )


def _observed(definition: Definition) -> str:
    combine = required(definition.combine)
    links = {
        "sum": _("summed"),
        "mean": _("averaged"),
        "weighted_mean": _("averaged by weight"),
        "last": _("the last one counts"),
        "none": _("not combined"),
    }
    return _("reported, not computed; over places {places}, over periods {periods}").format(
        places=links[combine.places], periods=links[combine.periods]
    )
