"""The steps of a methodology over parts and programme: exact fractions, states kept apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators import formula
from indicators.evaluation.methodology import Methodology, PartsSum, Step, StepTable
from indicators.evaluation.subjects import ActivityFact, EvaluationSubject, IndicatorDegree
from indicators.states import HIDDEN, NO_DATA, NOT_APPLICABLE, VALUE, Outcome

KNOWN, ZERO = "known", "zero"
"""The two totals where facts are missing: over what is known, and with what is missing as 0."""
ACHIEVED, OVER = ("achieved", "over_fulfilled"), ("over_fulfilled",)
SHORT, ALMOST, UNKNOWN = ("not_achieved", "at_risk"), ("at_risk",), ("undetermined",)
STATUS_COUNTS = (
    "judged",
    "achieved",
    "over_fulfilled",
    "not_achieved",
    "at_risk",
    "undetermined",
    "determinable",
)
ACTIVITY_COUNTS = ("activities_done", "activities_planned", "financed_done", "financed_planned")


@dataclass(frozen=True)
class StepValue:
    """A step with its value and the values that it was made of, by code."""

    step: Step
    outcome: Outcome
    inputs: Mapping[str, Outcome]


@dataclass(frozen=True)
class PartShare:
    """What a part brings into a sum of parts: its result, its money and its weight."""

    code: str
    outcome: Outcome
    amount: Decimal | None
    weight: Fraction | None


@dataclass(frozen=True)
class Total:
    """One way through the calculation of a subject: its inputs, its steps, the shares of its parts."""

    missing: str
    inputs: Mapping[str, Outcome]
    steps: tuple[StepValue, ...]
    shares: Mapping[str, tuple[PartShare, ...]]

    def outcome(self, code: str) -> Outcome:
        """The value of a step."""
        return next(each.outcome for each in self.steps if each.step.code == code)


def calculate(
    methodology: Methodology,
    subject: EvaluationSubject,
    parts: Sequence[EvaluationSubject] = (),
    missing: str = KNOWN,
) -> Total:
    """A subject's steps in their order; ``parts`` are those that a programme's sum is made of."""
    below = {part.code: calculate(methodology, part, (), missing) for part in parts}
    inputs = subject_inputs(subject, methodology, missing)
    known = inputs | {
        code: _exact(Fraction(weight.value)) for code, weight in methodology.weights.items()
    }
    steps: list[StepValue] = []
    shares: dict[str, tuple[PartShare, ...]] = {}
    for step in methodology.at(subject.level):
        if step.parts is not None:
            listed = part_shares(step.parts, parts, below, missing)
            shares[step.code] = listed
            outcome = _sum_of(listed, missing)
        else:
            outcome = _value(step, known)
        steps.append(StepValue(step, outcome, {code: known[code] for code in step.symbols}))
        known[step.code] = outcome
    return Total(missing, inputs, tuple(steps), shares)


def _value(step: Step, known: Mapping[str, Outcome]) -> Outcome:
    if step.table is not None:
        return _from_table(step.table, known[step.table.of])
    # a step has one way (``Step``): what has no table and sums no parts has a formula
    return formula.parse(step.formula or "").evaluate(known)


def _from_table(table: StepTable, outcome: Outcome) -> Outcome:
    """The first row whose limit is not exceeded: limits belong to the row that names them."""
    if outcome.state != VALUE:
        return outcome
    rows = (value for limit, value in table.rows if outcome.fraction <= Fraction(limit))
    return _exact(Fraction(next(rows, table.otherwise)))


def part_shares(
    rule: PartsSum,
    parts: Iterable[EvaluationSubject],
    below: Mapping[str | None, Total],
    missing: str,
) -> tuple[PartShare, ...]:
    """Each part's result and weight; a part that does not enter the sum has no weight.

    ``k_j = Ф_j ÷ Ф`` over the parts that enter: those without a result on principle stay out of
    both totals, those without data out of the known one.
    """
    listed = [
        PartShare(str(part.code), below[part.code].outcome(rule.of), part.money[rule.weight], None)
        for part in parts
    ]
    entering = [share for share in listed if _enters(share, missing)]
    whole = sum((Fraction(share.amount or 0) for share in entering), Fraction(0))
    return tuple(
        PartShare(share.code, share.outcome, share.amount, Fraction(share.amount or 0) / whole)
        if whole and share in entering
        else share
        for share in listed
    )


def _enters(share: PartShare, missing: str) -> bool:
    states = (VALUE,) if missing == KNOWN else (VALUE, NO_DATA)
    return share.outcome.state in states and bool(share.amount)


def _sum_of(shares: Iterable[PartShare], missing: str) -> Outcome:
    """``Σ (x_j · k_j)``; what is missing is 0 in the total that says so."""
    listed = list(shares)
    # what the others come to would tell of it, with the sum that its keepers know
    if any(share.outcome.state == HIDDEN and share.amount for share in listed):
        return Outcome(HIDDEN)
    entering = [share for share in listed if share.weight is not None]
    if not entering:
        unknown = any(share.outcome.state not in (VALUE, NOT_APPLICABLE) for share in listed)
        return Outcome(NO_DATA if unknown else NOT_APPLICABLE)
    return _exact(
        sum(
            (
                share.outcome.fraction * (share.weight or 0)
                for share in entering
                if share.outcome.state == VALUE
            ),
            Fraction(0),
        )
    )


def subject_inputs(
    subject: EvaluationSubject, methodology: Methodology, missing: str
) -> dict[str, Outcome]:
    """What formulas read of a subject, by code."""
    return {
        **_degrees(subject.indicators, missing),
        **_statuses(subject.indicators, missing),
        **_activities(subject.activities, methodology, missing),
        "money_actual": _money(subject.money[methodology.spending.actual]),
        "money_planned": _money(subject.money[methodology.spending.planned]),
    }


def _degrees(indicators: Iterable[IndicatorDegree], missing: str) -> dict[str, Outcome]:
    listed = list(indicators)
    if any(each.is_hidden for each in listed):
        return _all(("degrees", "weighted_degrees", "indicators"), Outcome(HIDDEN))
    counted = [
        each for each in listed if each.degree is not None or (missing == ZERO and each.is_missing)
    ]
    # nothing known of what was planned: no 0, and no division by a number of 0 either
    if not counted and any(each.is_missing for each in listed):
        return {**_all(("degrees", "weighted_degrees"), Outcome(NO_DATA)), "indicators": _whole(0)}
    weights = sum((each.weight for each in counted), Fraction(0))
    weighted = sum(((each.degree or 0) * each.weight for each in counted), Fraction(0))
    return {
        "degrees": _exact(sum((each.degree or Fraction(0) for each in counted), Fraction(0))),
        "indicators": _whole(len(counted)),
        "weighted_degrees": _exact(weighted / weights) if weights else Outcome(NOT_APPLICABLE),
    }


def _statuses(indicators: Sequence[IndicatorDegree], missing: str) -> dict[str, Outcome]:
    if any(each.is_hidden for each in indicators):
        return _all(STATUS_COUNTS, Outcome(HIDDEN))
    statuses = [each.answer.status for each in indicators if each.answer.status is not None]

    def count(*kinds: str) -> Outcome:
        return _whole(sum(status in kinds for status in statuses))

    judged = [status for status in statuses if missing == ZERO or status not in UNKNOWN]
    return {
        # all that was planned is unknown: that is no share of 0
        "judged": _whole(len(judged)) if judged or not statuses else Outcome(NO_DATA),
        "achieved": count(*ACHIEVED),
        "over_fulfilled": count(*OVER),
        "not_achieved": count(*SHORT),
        "at_risk": count(*ALMOST),
        "undetermined": count(*UNKNOWN),
        "determinable": _whole(len(statuses)),
    }


def _activities(
    activities: Sequence[ActivityFact], methodology: Methodology, missing: str
) -> dict[str, Outcome]:
    if any(each.is_hidden for each in activities):
        return _all(ACTIVITY_COUNTS, Outcome(HIDDEN))
    counted = [each for each in activities if each.is_done is not None or missing == ZERO]
    financed = [each for each in counted if each.money[methodology.spending.planned]]

    def completed(listed: Iterable[ActivityFact]) -> Outcome:
        return _whole(sum(bool(each.is_done) for each in listed))

    return {
        "activities_done": completed(counted),
        "activities_planned": _whole(len(counted)),
        "financed_done": completed(financed),
        "financed_planned": _whole(len(financed)),
    }


def _all(codes: Iterable[str], outcome: Outcome) -> dict[str, Outcome]:
    return dict.fromkeys(codes, outcome)


def _exact(number: Fraction) -> Outcome:
    return Outcome(VALUE, number)


def _whole(number: int) -> Outcome:
    return Outcome(VALUE, Fraction(number))


def _money(amount: Decimal | None) -> Outcome:
    return Outcome(NO_DATA) if amount is None else Outcome(VALUE, Fraction(amount))
