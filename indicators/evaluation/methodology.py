"""The fields of a methodology and how they fit together."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from data.markup.fields import Strict, broken
from data.refusals import Refusal
from data.words.offers import offer, unnamed
from indicators import formula
from indicators.definition.parts import CODE, Number, Translations
from indicators.evaluation.inputs import INPUTS

PART, PROGRAMME, SINGLE = "part", "programme", "single"
"""What is evaluated: a part, a programme of parts, a programme without any."""
Level = Literal["part", "programme", "single"]
LEVELS: tuple[Level, ...] = ("part", "programme", "single")
Basis = Literal["act", "default"]
Money = Literal["programme_money", "roster_money", "cash_money", "fact_money"]
Case = Literal["plan_zero", "plan_negative", "no_fact", "no_spending"]
CASES: tuple[Case, ...] = ("plan_zero", "plan_negative", "no_fact", "no_spending")
Code = Annotated[str, Field(pattern=CODE, max_length=50)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
CHOICES: Mapping[Case, tuple[str, ...]] = {
    "plan_zero": ("achieved", "excluded"),
    "plan_negative": ("excluded",),
    "no_fact": ("two_totals",),
    "no_spending": ("not_rated",),
}
"""What may be done in the cases that acts are silent on."""


class Rule(Strict):
    """What is done in one of those cases, and whether the act says so or we do."""

    rule: str
    basis: Basis = "default"


class Spending(Strict):
    """Which of the four money columns is spending and which the plan that it is compared with."""

    actual: Money
    planned: Money
    basis: Basis = "act"


class FullActivity(Strict):
    """When an activity counts as done in full: its indicator reaches ``share`` of the plan and, with
    ``previous_year``, is not worse than a year before; without an indicator, its control event
    occurred.
    """

    share: Number | None = None
    previous_year: bool = False
    basis: Basis = "act"


class PartsSum(Strict):
    """The parts' results of a step, weighted by a money column: ``Σ (x_j · k_j)``, ``Σ k_j = 1``."""

    of: Code
    weight: Money


class StepTable(Strict):
    """The value of the first row whose limit ``of`` does not exceed; ``otherwise`` beyond them."""

    of: Code
    rows: tuple[tuple[Number, Number], ...]
    otherwise: Number

    @field_validator("rows")
    @classmethod
    def _limits_grow(
        cls, rows: tuple[tuple[Decimal, Decimal], ...]
    ) -> tuple[tuple[Decimal, Decimal], ...]:
        limits = [limit for limit, _value in rows]
        if limits != sorted(set(limits)):
            raise broken("methodology_limits", limits=", ".join(map(str, limits)))
        return rows


class Step(Strict):
    """One value of the calculation: by a formula, a table or from the parts; of all levels or some."""

    code: Code
    symbol: Text
    name: Translations
    levels: tuple[Level, ...] = LEVELS
    formula: str | None = None
    table: StepTable | None = None
    parts: PartsSum | None = None
    basis: Basis = "act"
    note: Translations | None = None

    @field_validator("formula")
    @classmethod
    def _formula_is_read(cls, text: str | None) -> str | None:
        try:
            elsewhere = formula.parse(text).elsewhere if text is not None else None
        except Refusal as refusal:
            fault = refusal.problems[0]
            raise broken(fault.rule, **fault.params) from refusal
        # a step knows the values of one year and no places
        if elsewhere is not None:
            pointed = formula.pointed(text or "", elsewhere.at)
            raise broken("methodology_function", function=elsewhere.function, **pointed)
        return text

    @model_validator(mode="after")
    def _one_source(self) -> "Step":
        sources = [
            source for source in (self.formula, self.table, self.parts) if source is not None
        ]
        if len(sources) != 1:
            raise broken("methodology_one_way", step=self.code)
        if self.parts is not None and self.levels != (PROGRAMME,):
            raise broken("methodology_parts_level", step=self.code)
        return self

    @property
    def symbols(self) -> tuple[str, ...]:
        """The codes that the step reads at its own level."""
        if self.formula is not None:
            return formula.parse(self.formula).codes
        return (self.table.of,) if self.table is not None else ()


class RatingClass(Strict):
    """A class of a rating: from a value on, or strictly above one; the last takes the rest."""

    code: Code
    name: Translations
    least: Number | None = None
    above: Number | None = None
    good: bool = False

    @property
    def threshold(self) -> Decimal | None:
        return self.above if self.least is None else self.least


class RatedStep(Strict):
    """A step that the methodology concludes from, with its classes from the best to the worst.

    Without ``classes`` the value stands alone; ``unrated`` says why.
    """

    of: Code
    classes: tuple[RatingClass, ...] = ()
    unrated: Translations | None = None
    basis: Basis = "act"

    @model_validator(mode="after")
    def _thresholds_fall(self) -> "RatedStep":
        if not self.classes:
            if self.unrated is None:
                raise broken("methodology_unrated", step=self.of)
            return self
        *upper, last = self.classes
        for each in upper:
            if (each.least is None) == (each.above is None):
                raise broken("methodology_threshold", rating=each.code)
        limits = [each.threshold for each in upper if each.threshold is not None]
        if limits != sorted(set(limits), reverse=True) or last.threshold is not None:
            listed = ", ".join(str(each.threshold or "–") for each in self.classes)
            raise broken("methodology_thresholds_order", thresholds=listed)
        return self


class Weight(Strict):
    """A weight that formulas read by its code."""

    symbol: Text
    value: Number


class Methodology(Strict):
    """How a year is evaluated, by an act in force between two days."""

    code: Code
    place: int = 0
    name: Translations
    act: Translations
    source: Text
    valid_from: datetime.date
    valid_until: datetime.date | None = None
    note: Translations | None = None

    cap: Number | None = None
    weighted: bool = False
    declining: Literal["plan_over_fact", "fact_over_plan"] = "plan_over_fact"
    spending: Spending
    activities: FullActivity = FullActivity(basis="default")
    rules: dict[Case, Rule]
    weights: dict[Code, Weight] = Field(default_factory=dict)
    weights_basis: Basis = "act"
    steps: tuple[Step, ...]
    results: tuple[RatedStep, ...]

    @field_validator("rules")
    @classmethod
    def _every_case_has_its_rule(cls, rules: dict[Case, Rule]) -> dict[Case, Rule]:
        for case in CASES:
            if case not in rules:
                raise broken("methodology_case", case=case)
            if rules[case].rule not in CHOICES[case]:
                choice = rules[case].rule
                offers = offer(unnamed(CHOICES[case]), choice)
                raise broken("methodology_case_rule", case=case, choice=choice, **offers)
        return rules

    @field_validator("weights")
    @classmethod
    def _weights_sum_to_one(cls, weights: dict[Code, Weight]) -> dict[Code, Weight]:
        total = sum((weight.value for weight in weights.values()), Decimal(0))
        if weights and total != 1:
            listed = ", ".join(f"{code} {weight.value}" for code, weight in weights.items())
            raise broken("methodology_weights", weights=listed, total=str(total.normalize()))
        return weights

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Methodology":
        if self.valid_until is not None and self.valid_until < self.valid_from:
            first, last = self.valid_from.isoformat(), self.valid_until.isoformat()
            raise broken("methodology_dates", first=first, last=last)
        return self

    @model_validator(mode="after")
    def _symbols_are_known(self) -> "Methodology":
        for level in LEVELS:
            known = {*INPUTS, *self.weights}
            for step in self.at(level):
                _check_known(step, step.symbols, known)
                if step.code in known:
                    raise broken("methodology_step_twice", step=step.code)
                known.add(step.code)
        of_parts = {step.code for step in self.at(PART)}
        for step in self.steps:
            _check_known(step, (step.parts.of,) if step.parts else (), of_parts)
        return self

    @model_validator(mode="after")
    def _results_are_steps(self) -> "Methodology":
        if not self.results:
            raise broken("field_missing", field="results")
        for rated in self.results:
            for level in LEVELS:
                if rated.of not in {step.code for step in self.at(level)}:
                    raise broken("methodology_result", step=rated.of, level=level)
        return self

    def at(self, level: str) -> Iterator[Step]:
        """The steps of a level, in order."""
        return (step for step in self.steps if level in step.levels)

    def is_valid_in(self, year: int) -> bool:
        """Whether the act was in force on some day of the year."""
        until = self.valid_until or datetime.date.max
        return self.valid_from.year <= year <= until.year

    @cached_property
    def main(self) -> RatedStep:
        """The step that the programme is rated by first."""
        return self.results[0]


def _check_known(step: Step, codes: tuple[str, ...], known: set[str]) -> None:
    for code in codes:
        if code not in known:
            offers = offer(unnamed(sorted(known)), code)
            raise broken("methodology_unknown_symbol", step=step.code, symbol=code, **offers)
