"""What a filter asks of one field of the records: values, bounds, days, whether it is filled in."""

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from data.markup.fields import Strict, broken, written
from indicators.definition.parts import Number

FilterValue = str | int | bool
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)
"""No day of a filter lies outside: months and years can be counted on from it."""
VALUES, CONDITION = "[values]", "[condition]"
"""Tags that no field is called by."""
Form = Literal["values", "number", "day", "empty"]


def _day(day: Any) -> Any:
    """A day as YAML reads it, or in quotes; a number is no day, though pydantic would take it for
    one.
    """
    if isinstance(day, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        return day
    if isinstance(day, datetime.date) and not isinstance(day, datetime.datetime):
        return day
    raise broken("filter_day", value=written(day))


Day = Annotated[datetime.date, BeforeValidator(_day), Field(ge=EARLIEST, le=LATEST)]


class FilterCondition(Strict):
    """Bounds of an amount, days of a date, both ends included; ``empty`` says whether what is not
    filled in counts: alone ``true`` is that and nothing else, ``false`` is whatever is filled in.
    """

    values: tuple[FilterValue, ...] = ()
    min: Number | None = None
    max: Number | None = None
    since: Day | None = None
    until: Day | None = None
    empty: bool | None = None

    @model_validator(mode="after")
    def _means_something(self) -> "FilterCondition":
        if not self.forms and self.empty is None:
            raise broken("filter_condition_nothing")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise broken("filter_reversed", low=self.min, high=self.max)
        if self.since is not None and self.until is not None and self.since > self.until:
            raise broken("filter_reversed", low=self.since, high=self.until)
        return self

    @property
    def forms(self) -> tuple[Form, ...]:
        """What is asked beside whether the field is filled in."""
        has: dict[Form, bool] = {
            "values": bool(self.values),
            "number": self.min is not None or self.max is not None,
            "day": self.since is not None or self.until is not None,
        }
        return tuple(form for form, is_there in has.items() if is_there)


def _tag(accepted: Any) -> str:
    return CONDITION if isinstance(accepted, dict | FilterCondition) else VALUES


Accepted = Annotated[
    Annotated[tuple[FilterValue, ...], Tag(VALUES)] | Annotated[FilterCondition, Tag(CONDITION)],
    Discriminator(_tag),
]
"""A list of values, or a condition."""


def values_of(accepted: Any) -> tuple[Any, ...]:
    """The values that a filter lists."""
    return accepted.values if isinstance(accepted, FilterCondition) else accepted


def accepts(accepted: Any, value: Any) -> bool:
    """Whether a value of an attribute may be: ``None`` is not filled in."""
    if not isinstance(accepted, FilterCondition):
        return value in accepted
    if value is None:
        return accepted.empty is True
    # alone «empty: false» is whatever is filled in
    return value in accepted.values if accepted.values else accepted.empty is False
