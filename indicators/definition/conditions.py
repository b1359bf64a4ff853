"""What a filter asks of one field of the records: values, bounds, days, whether it is filled in."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag, model_validator

from data.markup.days import Day
from data.markup.fields import Strict, broken
from indicators.definition.parts import Number

FilterValue = str | int | bool
VALUES, CONDITION = "[values]", "[condition]"
"""Tags that no field is called by."""
Form = Literal["values", "number", "day", "empty"]


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
