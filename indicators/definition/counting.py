"""What a definition counts: an aggregate over the records of a measure, or a reference to another
indicator.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from data.markup.fields import Strict, broken
from data.refusals import LONGEST, Names
from data.words.offers import offer
from indicators.definition import names
from indicators.definition.parts import CODE
from indicators.measure_names import field_names, measure_names
from indicators.measures import measures

FilterValue = str | int | bool


class Aggregate(Strict):
    """A number over the records of one measure; ``filter`` lists the accepted values of each
    attribute.
    """

    kind: Literal["count", "distinct", "sum", "average"]
    measure: str
    filter: dict[str, tuple[FilterValue, ...]] = Field(default_factory=dict)
    of: str | None = None
    amount: str | None = None

    @model_validator(mode="after")
    def _exists(self) -> "Aggregate":
        check_measure(self.measure, self.filter, self.of, self.amount)
        return self


class Reference(Strict):
    """Another indicator of the programme, inside a ratio."""

    indicator: str = Field(pattern=CODE)


def _side_kind(side: Any) -> str:
    fields = side if isinstance(side, dict) else getattr(side, "__dict__", ())
    return "indicator" if "indicator" in fields else "aggregate"


Side = Annotated[
    Annotated[Aggregate, Tag("aggregate")] | Annotated[Reference, Tag("indicator")],
    Discriminator(_side_kind),
]


def check_measure(
    measure: str, accepted: dict[str, Any], of: str | None, amount: str | None
) -> None:
    """Refuse an unknown measure, and what the measure does not have."""
    records = measures().get(measure)
    if records is None:
        raise _unknown("measure", measure, measure_names())
    if of is not None and of not in records.distinct_keys:
        raise _unknown("key", of, field_names(measure, records.distinct_keys), measure)
    if amount is not None and amount not in records.amounts:
        raise _unknown("amount", amount, field_names(measure, records.amounts), measure)
    for name, values in accepted.items():
        _check_filter(measure, name, values)
        if name in records.default_filter and len(values) > 1:
            raise broken(
                "filter_values_overlap",
                attribute=names.of_records(measure, name),
                measure=names.of_measure(measure),
            )


def _unknown(
    what: str, word: str, known: Mapping[str, Names], measure: str | None = None
) -> PydanticCustomError:
    """A measure that there is not, or what a measure's records do not have."""
    params: dict[str, Any] = {what: word[:LONGEST], **offer(known, word)}
    if measure is not None:
        params["measure"] = names.of_measure(measure)
    return broken(f"unknown_{what}", **params)


def _check_filter(measure: str, name: str, values: tuple[FilterValue, ...]) -> None:
    attributes = measures()[measure].attributes
    attribute = attributes.get(name)
    if attribute is None:
        raise _unknown("attribute", name, field_names(measure, attributes), measure)
    for value in values:
        if attribute.words is not None and str(value) not in attribute.words:
            raise broken(
                "filter_value_impossible",
                value=str(value)[:LONGEST],
                attribute=names.of_records(measure, name),
                measure=names.of_measure(measure),
                **offer(attribute.words.names, str(value)),
            )
