"""What a definition counts: an aggregate over the records of a measure, or a reference to another
indicator.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from data.markup.fields import Strict, broken
from data.refusals import LONGEST, Names
from data.words.offers import offer, unnamed
from indicators.definition import names
from indicators.definition.conditions import Accepted, FilterCondition, Form, values_of
from indicators.definition.kinds import ORDERED, REQUIRED
from indicators.definition.parts import CODE, Percent
from indicators.measure import FIRST_SUPPORTED
from indicators.measure_names import field_names, measure_names
from indicators.measures import Records, measures


class Aggregate(Strict):
    """A number over the records of one measure; ``filter`` says what is accepted of each field."""

    kind: Literal["count", "distinct", "sum", "average", "min", "max", "median", "percentile"]
    measure: str
    filter: dict[str, Accepted] = Field(default_factory=dict)
    of: str | None = None
    amount: str | None = None
    percent: Percent | None = None

    @model_validator(mode="after")
    def _orders_an_amount(self) -> "Aggregate":
        """What of a sum or a count is left to ``validation`` could not be computed here at all."""
        for key in sorted(REQUIRED[self.kind] - {"measure"} if self.kind in ORDERED else ()):
            if getattr(self, key) is None:
                raise broken("field_missing", field=names.of_field(key), key=key)
        if self.percent is not None and "percent" not in REQUIRED[self.kind]:
            raise broken(
                "definition_field_not_of_kind",
                field=names.of_field("percent"),
                key="percent",
                kind=names.of_kind(self.kind),
            )
        return self

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
    for name, condition in accepted.items():
        _check_filter(measure, records, name, condition)


def _unknown(
    what: str, word: str, known: Mapping[str, Names], measure: str | None = None
) -> PydanticCustomError:
    """A measure that there is not, or what a measure's records do not have."""
    params: dict[str, Any] = {what: word[:LONGEST], **offer(known, word)}
    if measure is not None:
        params["measure"] = names.of_measure(measure)
    return broken(f"unknown_{what}", **params)


def _check_filter(measure: str, records: Records, name: str, condition: Any) -> None:
    """Refuse a field that records do not have, and what none of them can say in it."""
    for form in _forms(condition):
        _check_form(measure, records, name, form)
    for value in values_of(condition):
        _check_value(measure, records, name, value)
    if isinstance(condition, FilterCondition) and condition.empty is not None:
        _check_emptiness(measure, records, name)
    if name in records.default_filter and not _is_one(condition):
        raise broken("filter_values_overlap", **_named(measure, name))


def _forms(condition: Any) -> tuple[Form, ...]:
    if isinstance(condition, FilterCondition):
        return condition.forms or ("empty",)
    return ("values",)


def _check_form(measure: str, records: Records, name: str, form: Form) -> None:
    known = fields_of_form(records, form)
    if name in known or (name in records.of_organisations and form in ("values", "empty")):
        return
    if name not in records.fields and name not in records.of_organisations:
        raise _unknown("attribute", name, field_names(measure, known), measure)
    fitting = {other: fields_of_form(records, other) for other in FILTER_RULES}
    rule = next(
        (FILTER_RULES[other] for other, names_of_it in fitting.items() if name in names_of_it),
        FILTER_RULES["values"] if name in records.of_organisations else "filter_only_empty",
    )
    raise broken(rule, **_named(measure, name))


FILTER_RULES: Mapping[Form, str] = {
    "values": "filter_takes_values",
    "number": "filter_takes_bounds",
    "day": "filter_takes_days",
}
"""How each form of a field is filtered, as the refusal says that is broken otherwise."""


def fields_of_form(records: Records, form: Form) -> Mapping[str, Any]:
    """The fields of a measure's records that may be filtered in a form."""
    known: dict[Form, Mapping[str, Any]] = {
        "values": records.attributes,
        "number": records.amounts,
        "day": records.days,
        "empty": records.fields,
    }
    return known[form]


def _check_value(measure: str, records: Records, name: str, value: Any) -> None:
    if name == FIRST_SUPPORTED and not isinstance(value, bool | None):
        known = offer(unnamed(("true", "false")), str(value))
        raise broken(
            "filter_value_impossible", value=str(value)[:LONGEST], **_named(measure, name), **known
        )
    words = None if name in records.of_organisations else records.attributes[name].words
    if words is not None and str(value) not in words:
        raise broken(
            "filter_value_impossible",
            value=str(value)[:LONGEST],
            **_named(measure, name),
            **offer(words.names, str(value)),
        )


def _check_emptiness(measure: str, records: Records, name: str) -> None:
    if name not in records.may_be_empty and name not in records.of_organisations:
        raise broken("filter_never_empty", **_named(measure, name))


def _is_one(condition: Any) -> bool:
    """Whether no two rows of which one contains the other are accepted."""
    if isinstance(condition, FilterCondition):
        return (
            len(condition.values) + (condition.empty is True) == 1 and condition.empty is not False
        )
    return len(condition) <= 1


def _named(measure: str, name: str) -> dict[str, Any]:
    return {
        "attribute": names.of_records(measure, name),
        "measure": names.of_measure(measure),
    }
