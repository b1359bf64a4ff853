"""Where a record was counted and why not elsewhere, in words and links."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any
from urllib.parse import urlencode

from dashboard.http.context import language
from dashboard.text import formats, record_labels
from dashboard.text.conditions import condition_text
from dashboard.text.labels import in_language, name_of
from dashboard.text.language import _
from data.imports import kind_of
from indicators.answers.facts import Facts
from indicators.drill_down.exclusion import Reason
from indicators.drill_down.inclusion import Counting, Inclusion, NotCounted
from indicators.measures import measures


@dataclass(frozen=True)
class InclusionLine:
    """One indicator: its page, the periods with theirs, sentences."""

    name: str
    address: str
    periods: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class InclusionText:
    """Everything that a record's page says of counting."""

    counted: tuple[InclusionLine, ...]
    missed: tuple[InclusionLine, ...]
    through: tuple[InclusionLine, ...]


def inclusion_text(facts: Facts, counting: Counting) -> InclusionText:
    """The finding in words."""
    return InclusionText(
        tuple(_counted(facts, each) for each in counting.counted),
        tuple(_missed(facts, each) for each in counting.not_counted),
        tuple(
            InclusionLine(_name(facts, code), _page(facts, code), (), ())
            for code in counting.through
        ),
    )


def _counted(facts: Facts, each: Inclusion) -> InclusionLine:
    periods = tuple((str(year), _page(facts, each.indicator, year)) for year in each.roles)
    return InclusionLine(
        _name(facts, each.indicator), _page(facts, each.indicator), periods, tuple(_parts(each))
    )


def _parts(each: Inclusion) -> Iterator[str]:
    for role in dict.fromkeys(each.roles.values()):
        if role != "counted":
            yield record_labels.role_name(role)
    for reason in each.silent:
        field = _field(reason)
        yield _("adds nothing to the value: “{field}” is empty").format(field=field)


def _missed(facts: Facts, each: NotCounted) -> InclusionLine:
    sentences = tuple(dict.fromkeys(sentence(reason) for reason in each.reasons))
    return InclusionLine(_name(facts, each.indicator), _page(facts, each.indicator), (), sentences)


def sentence(reason: Reason) -> str:
    """A reason as a sentence."""
    measure = in_language(measures()[reason.measure].names) if reason.measure else ""
    params: dict[str, Any] = {"value": reason.value, "measure": measure}
    match reason.rule:
        case "withdrawn":
            return _("the record was withdrawn in revision {value}").format(**params)
        case "no_date":
            return _(
                "“{field}” is empty, and it is the date by which “{measure}” are counted"
            ).format(field=_field(reason), **params)
        case "outside_programme":
            return _("“{field}” is in {value}, outside the programme's years").format(
                field=_field(reason), **params
            )
        case "no_version":
            years = ", ".join(_runs(reason.accepted)) or "–"
            return _(
                "the definition does not count such records for {value}; it does for: {years}"
            ).format(value=reason.value, years=years)
        case "not_last":
            return _(
                "a balance takes each district's last month of {value}, and this is an earlier one"
            ).format(**params)
        case "not_of_measure":
            return _("it is not among “{measure}”: “{field}” is “{shown}”").format(
                field=_field(reason), shown=_value(reason, reason.value), **params
            )
    accepted = condition_text(reason.accepted, partial(_value, reason))
    return _("“{field}” is “{shown}”, and counted are: {accepted}").format(
        field=_field(reason), shown=_value(reason, reason.value), accepted=accepted
    )


def _field(reason: Reason) -> str:
    """The name of a column, or of an attribute of the measure."""
    return record_labels.field_name(reason.field, reason.measure)


def _value(reason: Reason, value: Any) -> str:
    if value is None:
        return _("not stated")
    if reason.field == "organisation":
        return _("stated")
    if isinstance(value, Decimal | datetime.date):
        return record_labels.value_text(reason.measure, reason.field, value)
    columns = kind_of(measures()[reason.measure].kind).columns
    words = next((column.vocabulary for column in columns if column.name == reason.field), None)
    if words is not None:
        return words.name(str(value), language())
    return record_labels.attribute_value(reason.measure, reason.field, str(value))


def _runs(years: tuple[Any, ...]) -> Iterator[str]:
    """Years as runs: «2014–2015, 2018»."""
    first = previous = None
    for year in (*years, None):
        if previous is not None and first is not None and year != previous + 1:
            yield formats.years(first, previous)
            first = year
        first = year if first is None else first
        previous = year


def _name(facts: Facts, code: str) -> str:
    return name_of(facts.catalogue.newest(code).definition)


def _page(facts: Facts, code: str, year: int | None = None) -> str:
    choices = {"programme": facts.code, **({"period": str(year)} if year else {})}
    return f"/indicator/{code}?{urlencode(choices)}" + ("#records" if year else "")
