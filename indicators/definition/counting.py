"""What a definition counts: an aggregate over the records of a measure, or a reference to another
indicator.
"""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from data.markup.fields import Strict, broken
from indicators.definition.parts import CODE
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
        raise broken("unknown_measure", measure=measure, known=", ".join(sorted(measures())))
    if of is not None and of not in records.distinct_keys:
        raise broken("unknown_key", key=of, measure=measure, known=", ".join(records.distinct_keys))
    if amount is not None and amount not in records.amounts:
        raise broken(
            "unknown_amount",
            amount=amount,
            measure=measure,
            known=", ".join(records.amounts) or "–",
        )
    for name, values in accepted.items():
        _check_filter(measure, name, values)


def _check_filter(measure: str, name: str, values: tuple[FilterValue, ...]) -> None:
    attribute = measures()[measure].attributes.get(name)
    if attribute is None:
        known = ", ".join(measures()[measure].attributes)
        raise broken("unknown_attribute", attribute=name, measure=measure, known=known)
    for value in values:
        if attribute.words is not None and str(value) not in attribute.words:
            words = attribute.words
            possible = {
                language: ", ".join(
                    f"{words.name(code, language)} ({code})" for code in words.codes
                )
                for language in ("ru", "en")
            }
            raise broken(
                "filter_value_impossible",
                value=value,
                attribute=name,
                measure=measure,
                known=possible,
            )
