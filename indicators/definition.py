"""The one schema of a definition: what an indicator says in words and numbers.

The form, the check, the file format, the passport and the API all come from it.
"""

import datetime
import io
import re
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from data.refusals import Problem, Refusal
from indicators import formula
from indicators.measures import measures
from indicators.periods import Period

Given = TypeVar("Given")
CODE = r"^[a-z][a-z0-9_]*$"
Kind = Literal["count", "distinct", "sum", "average", "ratio", "formula", "observed"]
Number = Annotated[Decimal, BeforeValidator(lambda number: str(number) if isinstance(number, float) else number)]
FilterValue = str | int | bool

REQUIRED = {
    "count": {"measure"},
    "distinct": {"measure", "of"},
    "sum": {"measure", "amount"},
    "average": {"measure", "amount"},
    "ratio": {"numerator", "denominator"},
    "formula": {"formula"},
    "observed": {"combine"},
}
COMPUTING = {"measure", "filter", "of", "amount", "numerator", "denominator", "scale", "formula", "combine"}
ALLOWED = {
    "count": {"filter"},
    "distinct": {"filter"},
    "sum": {"filter"},
    "average": {"filter"},
    "ratio": {"scale"},
    "formula": set(),
    "observed": set(),
}


def broken(rule: str, **params: Any) -> PydanticCustomError:
    """A broken rule of ``data/messages`` inside pydantic's validation."""
    return PydanticCustomError(rule, "{rule}", {"rule": rule, **params})


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """A text in every language of the interface."""

    ru: str
    en: str

    def in_language(self, language: str) -> str:
        return str(getattr(self, language))


class Aggregate(Strict):
    """A number over the records of one measure; ``filter`` lists the accepted values of each attribute."""

    kind: Literal["count", "distinct", "sum", "average"]
    measure: str
    filter: dict[str, tuple[FilterValue, ...]] = Field(default_factory=dict)
    of: str | None = None
    amount: str | None = None

    @model_validator(mode="after")
    def _exists(self) -> "Aggregate":
        _check_measure(self.measure, self.filter, self.of, self.amount)
        return self


class Reference(Strict):
    """Another indicator of the programme, inside a ratio."""

    indicator: str = Field(pattern=CODE)


def _side_kind(side: Any) -> str:
    fields = side if isinstance(side, dict) else vars(side)
    return "indicator" if "indicator" in fields else "aggregate"


Side = Annotated[
    Annotated[Aggregate, Tag("aggregate")] | Annotated[Reference, Tag("indicator")], Discriminator(_side_kind)
]


class Combination(Strict):
    """How reported values of places and periods combine: sum, mean, weighted_mean, last or none."""

    places: Literal["sum", "mean", "weighted_mean", "none"] = "none"
    periods: Literal["sum", "mean", "weighted_mean", "last", "none"] = "none"


class Per(Strict):
    """Per so many residents."""

    residents: int = Field(gt=0)


class ChangeFrom(Strict):
    """The change against the base year or the previous year's same period."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    since: Literal["base", "previous"] = Field(alias="from")
    how: Literal["difference", "percent"] = Field(alias="as")


class Baseline(Strict):
    """The value before the programme."""

    year: int
    value: Number | None = None


class Years(Strict):
    """The years a version is valid for, both ends included; an open end is the programme's."""

    first: int | None = None
    last: int | None = None

    def __contains__(self, year: int) -> bool:
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


def _years(value: Any) -> Any:
    match = re.fullmatch(r"(\d{4})?\.\.(\d{4})?|(\d{4})", str(value))
    if not match:
        return value
    first, last, only = (int(part) if part else None for part in match.groups())
    return {"first": only or first, "last": only or last}


class Definition(Strict):
    """What an indicator says: its passport in words, and how its number is made."""

    code: str = Field(pattern=CODE)
    name: Words
    unit: Words
    description: Words | None = None
    method: Words | None = None
    source: Words | None = None
    responsible: Words | None = None
    periodicity: Literal["year", "half", "quarter", "month"] = "year"
    part: str | None = None
    position: int = 0
    act: str | None = None

    kind: Kind
    measure: str | None = None
    filter: dict[str, tuple[FilterValue, ...]] = Field(default_factory=dict)
    of: str | None = None
    amount: str | None = None
    numerator: Side | None = None
    denominator: Side | None = None
    scale: Number = Decimal(1)
    formula: str | None = None
    combine: Combination | None = None

    accumulate: Literal["to_date"] | None = None
    per: Per | None = None
    change: ChangeFrom | None = None

    direction: Literal["increase", "decrease", "keep"] = "increase"
    band: tuple[Number, Number] | None = None
    baseline: Baseline | None = None
    weight: Number = Decimal(1)
    key: bool = False
    decimals: int = Field(default=0, ge=0, le=6)
    due_days: int = Field(default=31, ge=0)
    years: Annotated[Years, BeforeValidator(_years)] = Years()
    lower_bound: bool = False

    @model_validator(mode="after")
    def _fields_fit_the_kind(self) -> "Definition":
        given = {name for name in COMPUTING & self.model_fields_set if getattr(self, name) not in (None, {})}
        for missing in sorted(REQUIRED[self.kind] - given):
            raise broken("definition_field_missing", field=missing, kind=self.kind)
        for extra in sorted(given - REQUIRED[self.kind] - ALLOWED[self.kind]):
            raise broken("definition_field_not_of_kind", field=extra, kind=self.kind)
        return self

    @model_validator(mode="after")
    def _measure_exists(self) -> "Definition":
        if self.measure is not None:
            _check_measure(self.measure, self.filter, self.of, self.amount)
        if self.formula is not None and self.code in formula.parse(self.formula).codes:
            raise broken("formula_cycle", path=f"{self.code} → {self.code}")
        return self

    @model_validator(mode="after")
    def _modifiers_fit(self) -> "Definition":
        if self.accumulate and self.kind in ("formula", "observed"):
            raise broken("definition_field_not_of_kind", field="accumulate", kind=self.kind)
        if (self.direction == "keep") != (self.band is not None):
            raise broken("definition_band")
        if self.change and self.change.since == "base" and self.baseline is None:
            raise broken("definition_baseline_missing")
        return self

    @model_validator(mode="after")
    def _unit_fits_the_kind(self) -> "Definition":
        percent = self.unit.ru.strip() in ("%", "процент", "процентов", "проц.")
        plain_number = self.kind in ("count", "distinct") and not self.change and not self.per
        named_number = re.match(r"(количество|число|численность)\b", self.name.ru.casefold())
        if percent and (plain_number or (named_number and not self.change)):
            raise broken("definition_unit_contradicts", name=self.name.ru, unit=self.unit.ru, kind=self.kind)
        return self

    @property
    def inputs(self) -> tuple[str, ...]:
        """The codes of the indicators this one is computed from."""
        if self.formula is not None:
            return formula.parse(self.formula).codes
        return tuple(side.indicator for side in (self.numerator, self.denominator) if isinstance(side, Reference))

    @property
    def aggregates(self) -> tuple[Aggregate, ...]:
        """The numbers over records this one is computed from: itself, or the sides of its ratio."""
        if self.measure is not None:
            return (self._own_aggregate(self.measure),)
        return tuple(side for side in (self.numerator, self.denominator) if isinstance(side, Aggregate))

    @property
    def measures(self) -> frozenset[str]:
        return frozenset(aggregate.measure for aggregate in self.aggregates)

    @property
    def reaches_back(self) -> bool:
        """Whether a year's value depends on earlier years."""
        return self.accumulate is not None or self.change is not None

    def due_on(self, period: Period) -> datetime.date:
        """The day until which a period's value is not yet due."""
        return period.end + datetime.timedelta(days=self.due_days)

    @property
    def is_money(self) -> bool:
        """Whether the value is in roubles."""
        if self.kind not in ("sum", "average") or self.change or self.per or not (self.measure and self.amount):
            return False
        return measures()[self.measure].is_money(self.amount)

    def _own_aggregate(self, measure: str) -> Aggregate:
        """Built without checking again: a split narrows the filter to values that no file may name, like «empty»."""
        fields: dict[str, Any] = {
            "kind": self.kind,
            "measure": measure,
            "filter": self.filter,
            "of": self.of,
            "amount": self.amount,
        }
        return Aggregate.model_construct(**fields)


def given(field: Given | None) -> Given:
    """A field that the schema has made sure of."""
    if field is None:
        raise ValueError("the schema requires this field")
    return field


def _check_measure(measure: str, accepted: dict[str, Any], of: str | None, amount: str | None) -> None:
    records = measures().get(measure)
    if records is None:
        raise broken("unknown_measure", measure=measure, known=", ".join(sorted(measures())))
    if of is not None and of not in records.distinct_keys:
        raise broken("unknown_key", key=of, measure=measure, known=", ".join(records.distinct_keys))
    if amount is not None and amount not in records.amounts:
        raise broken("unknown_amount", amount=amount, measure=measure, known=", ".join(records.amounts) or "–")
    for name, values in accepted.items():
        _check_filter(measure, name, values)


def _check_filter(measure: str, name: str, values: tuple[FilterValue, ...]) -> None:
    attribute = measures()[measure].attributes.get(name)
    if attribute is None:
        known = ", ".join(measures()[measure].attributes)
        raise broken("unknown_attribute", attribute=name, measure=measure, known=known)
    for value in values:
        if attribute.words is not None and str(value) not in attribute.words:
            known = ", ".join(attribute.words.codes)
            raise broken("filter_value_impossible", value=value, attribute=name, measure=measure, known=known)


@cache
def read(text: str, file: str | None = None) -> Definition:
    """A definition from its YAML; refuses, with every broken rule and its field."""
    try:
        fields = YAML(typ="safe").load(io.StringIO(text))
        return Definition.model_validate(fields)
    except YAMLError as error:
        raise Refusal(Problem("definition_not_yaml", {"reason": str(error).splitlines()[0]}, file=file)) from error
    except ValidationError as error:
        raise Refusal([_problem(detail, file) for detail in error.errors()]) from error


def _problem(detail: Any, file: str | None) -> Problem:
    place = ".".join(str(part) for part in detail["loc"] if part not in ("aggregate", "indicator")) or None
    context = detail.get("ctx") or {}
    if "rule" in context:
        return Problem(
            context["rule"], {key: value for key, value in context.items() if key != "rule"}, file, field=place
        )
    rule = {"extra_forbidden": "definition_unknown_field", "missing": "definition_field_missing"}.get(detail["type"])
    params = {"field": place, "kind": "", "known": ", ".join(Definition.model_fields), "reason": detail["msg"]}
    return Problem(rule or "definition_field_wrong", params, file, value=str(detail.get("input"))[:80])


def write(definition: Definition) -> str:
    """A definition as YAML, with only what differs from the defaults, in the schema's order."""
    writer = YAML()
    writer.width = 120
    out = io.StringIO()
    writer.dump(_plain(definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)), out)
    return out.getvalue()


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    years = fields.get("years")
    if years is not None:
        fields["years"] = f"{years.get('first') or ''}..{years.get('last') or ''}"
    return fields
