"""The fields of a definition and how they fit together."""

import datetime
import re
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from data.disaggregations import AttributeSpellings
from data.markup.fields import Strict, broken
from data.refusals import Refusal
from data.units import PERCENT
from data.words.offers import with_code
from indicators import formula
from indicators.definition import names
from indicators.definition.conditions import Accepted
from indicators.definition.counting import Aggregate, Reference, Side, check_measure
from indicators.definition.disaggregations import Disaggregations
from indicators.definition.kinds import ALLOWED, COMPUTING, ORDERED, REQUIRED, Kind
from indicators.definition.parts import (
    CODE,
    Baseline,
    ChangeFrom,
    Combination,
    MovingWindow,
    Notable,
    Number,
    Per,
    Percent,
    Translations,
    Years,
    years_of,
)
from indicators.measures import measures
from indicators.periods import ITSELF, Gathering, Period

FieldValue = TypeVar("FieldValue")


class Definition(Strict):
    """What an indicator says: its passport in words, and how its number is made."""

    code: str = Field(pattern=CODE)
    name: Translations
    unit: Translations
    description: Translations | None = None
    method: Translations | None = None
    source: Translations | None = None
    responsible: Translations | None = None
    periodicity: Literal["year", "half", "quarter", "month"] = "year"
    part: str | None = None
    position: int = 0
    act: str | None = None

    kind: Kind
    measure: str | None = None
    filter: dict[str, Accepted] = Field(default_factory=dict)
    of: str | None = None
    amount: str | None = None
    percent: Percent | None = None
    numerator: Side | None = None
    denominator: Side | None = None
    scale: Number = Decimal(1)
    formula: str | None = None
    combine: Combination | None = None
    disaggregations: Disaggregations = Field(default_factory=dict)

    accumulate: Literal["to_date"] | None = None
    window: MovingWindow | None = None
    balance: Literal["last"] | None = None
    per: Per | None = None
    change: ChangeFrom | None = None

    direction: Literal["increase", "decrease", "keep"] = "increase"
    band: tuple[Number, Number] | None = None
    targets: Literal["life"] | None = None
    baseline: Baseline | None = None
    weight: Number = Decimal(1)
    key: bool = False
    decimals: int = Field(default=0, ge=0, le=6)
    due_days: int = Field(default=31, ge=0, le=36_500)
    years: Annotated[Years, BeforeValidator(years_of)] = Years()
    lower_bound: bool = False
    interval: Literal["poisson"] | None = None
    notable: Notable | None = None

    @field_validator("formula")
    @classmethod
    def _formula_is_read(cls, text: str | None, info: ValidationInfo) -> str | None:
        """A fault of the formula is one of this field, and names the indicator."""
        try:
            if text is not None:
                formula.parse(text)
        except Refusal as refusal:
            fault = refusal.problems[0]
            raise broken(
                fault.rule, **formula.of_indicator(fault.params, info.data.get("code"))
            ) from refusal
        return text

    @model_validator(mode="after")
    def _fields_fit_the_kind(self) -> "Definition":
        filled = {
            name
            for name in COMPUTING & self.model_fields_set
            if getattr(self, name) not in (None, {})
        }
        for missing in sorted(REQUIRED[self.kind] - filled):
            raise broken("field_missing", field=names.of_field(missing), key=missing)
        for extra in sorted(filled - REQUIRED[self.kind] - ALLOWED[self.kind]):
            raise _not_of_kind(extra, self.kind)
        return self

    @model_validator(mode="after")
    def _measure_exists(self) -> "Definition":
        if self.measure is not None:
            check_measure(self.measure, self.filter, self.of, self.amount)
        if self.formula is not None and self.code in formula.parse(self.formula).codes:
            own = with_code(self.name.model_dump(), self.code)
            raise broken(
                "formula_cycle",
                path={language: f"{name} → {name}" for language, name in own.items()},
            )
        return self

    @model_validator(mode="after")
    def _modifiers_fit(self) -> "Definition":
        for field in ("accumulate", "window"):
            if getattr(self, field) and self.kind in ("formula", "observed"):
                raise _not_of_kind(field, self.kind)
        if self.accumulate and self.window:
            raise broken("definition_window_to_date")
        self._check_balance()
        if (self.direction == "keep") != (self.band is not None):
            raise broken("definition_band")
        if self.change and self.change.since == "base" and self.baseline is None:
            raise broken("definition_baseline_missing")
        return self

    @model_validator(mode="after")
    def _unit_fits_the_kind(self) -> "Definition":
        percent = self.unit.ru.strip() in PERCENT  # other spellings came later: see ``validation``
        plain_number = self.kind in ("count", "distinct") and not self.change and not self.per
        named_number = re.match(r"(количество|число|численность)\b", self.name.ru.casefold())
        if percent and (plain_number or (named_number and not self.change)):
            params = {"name": self.name.model_dump(), "unit": self.unit.model_dump()}
            raise broken("definition_unit_contradicts", kind=names.of_kind(self.kind), **params)
        return self

    @property
    def inputs(self) -> tuple[str, ...]:
        """The codes of the indicators this one is computed from."""
        if self.formula is not None:
            return formula.parse(self.formula).codes
        return tuple(
            side.indicator
            for side in (self.numerator, self.denominator)
            if isinstance(side, Reference)
        )

    @property
    def aggregates(self) -> tuple[Aggregate, ...]:
        """The numbers over records this one is computed from: itself, or the sides of its ratio."""
        if self.measure is not None:
            return (self._own_aggregate(self.measure),)
        return tuple(
            side for side in (self.numerator, self.denominator) if isinstance(side, Aggregate)
        )

    @property
    def measures(self) -> frozenset[str]:
        return frozenset(aggregate.measure for aggregate in self.aggregates)

    @cached_property
    def spellings(self) -> AttributeSpellings:
        """How the declared disaggregations may be written."""
        return AttributeSpellings.declared(
            {
                code: disaggregation.model_dump()
                for code, disaggregation in self.disaggregations.items()
            }
        )

    @property
    def reaches_back(self) -> bool:
        """Whether a year's value depends on earlier years."""
        looks_back = self.formula is not None and formula.parse(self.formula).looks_back
        return looks_back or self.gathering.reaches_back or self.change is not None

    @property
    def looks_around(self) -> bool:
        """Whether a place's value depends on other places."""
        return self.formula is not None and formula.parse(self.formula).looks_around

    @property
    def adds_up_over_years(self) -> bool:
        """Whether the value of several years is the sum of theirs."""
        if self.per or self.change or self.gathering != ITSELF:
            return False
        reported = self.combine is not None and self.combine.periods == "sum"
        return self.kind in ("count", "sum") or (self.kind == "observed" and reported)

    @property
    def gathering(self) -> Gathering:
        """What a value of a period gathers beside the period itself."""
        months = self.window.months if self.window is not None else 0
        return Gathering(self.accumulate is not None, months, self.balance is not None)

    def due_on(self, period: Period) -> datetime.date:
        """The day until which a period's value is not yet due."""
        return period.end + datetime.timedelta(days=self.due_days)

    @property
    def is_money(self) -> bool:
        """Whether the value is in roubles."""
        if (
            self.kind not in ("sum", "average", *ORDERED)
            or self.change
            or self.per
            or not (self.measure and self.amount)
        ):
            return False
        return measures()[self.measure].is_money(self.amount)

    def _check_balance(self) -> None:
        """A balance is a sum of records that have a month and one district each."""
        if self.balance is None:
            return
        if self.kind != "sum":
            raise broken("definition_balance_kind", kind=names.of_kind(self.kind))
        if self.gathering.reaches_back:
            raise broken("definition_balance_gathers")
        for measure in self.measures:
            records = measures()[measure]
            if records.yearly or records.link is not None:
                raise broken("definition_balance_measure", measure=names.of_measure(measure))

    def _own_aggregate(self, measure: str) -> Aggregate:
        """Built without checking again: a split narrows the filter to values that no file may name,
        like «empty».
        """
        fields: dict[str, Any] = {
            "kind": self.kind,
            "measure": measure,
            "filter": self.filter,
            "of": self.of,
            "amount": self.amount,
            "percent": self.percent,
        }
        return Aggregate.model_construct(**fields)


def _not_of_kind(field: str, kind: Kind) -> PydanticCustomError:
    return broken(
        "definition_field_not_of_kind",
        field=names.of_field(field),
        key=field,
        kind=names.of_kind(kind),
    )


def required(field: FieldValue | None) -> FieldValue:
    """A field that the schema has made sure of."""
    if field is None:
        raise ValueError("the schema requires this field")
    return field
