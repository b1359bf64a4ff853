"""Cells of numbers: as many decimals as keep what is printed on its side of what it is judged by."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.exact import WIDE, Exact, cut, decimals_beside, own_decimals
from indicators.forms.form import CLOSED, CROSS, DASH, WAITING, FormCell
from indicators.states import HIDDEN, NO_DATA, NOT_APPLICABLE, NOT_DUE, VALUE

ONE, HUNDRED = Decimal(1), Decimal(100)
PERCENT_DECIMALS = 1
MONEY_DECIMALS = 1
KOPECKS = 2
EMPTY = {NO_DATA: DASH, NOT_APPLICABLE: CROSS, NOT_DUE: WAITING, HIDDEN: CLOSED}


def number(value: Exact, least: int = 0, limits: Iterable[Decimal] = ()) -> FormCell:
    """A number with at least so many decimals, and as many as keep it off ``limits``."""
    listed = tuple(limits)
    exact = cut(value, *listed)
    return FormCell(exact, decimals=decimals_beside(exact, least, listed))


def of_answer(answer: Answer | None, definition: Definition) -> FormCell:
    """The actual of an indicator, or why there is none."""
    if answer is None:
        return DASH
    if answer.state != VALUE or answer.value is None:
        return EMPTY[answer.state]
    return number(answer.value, definition.decimals, answer.judged_by)


def of_plan(plan: Decimal | None, definition: Definition) -> FormCell:
    """A plan with all its decimals; a printed dash where there is none."""
    if plan is None:
        return DASH
    return FormCell(plan, decimals=max(definition.decimals, own_decimals(plan)))


def degree(answer: Answer) -> FormCell:
    """The level of achievement in per cent, not capped; «x» where no ratio can be taken."""
    if answer.plan is None:
        return DASH
    if answer.degree_raw is not None:
        known = answer.thresholds
        limits = [HUNDRED * each for each in (1, known.at_risk, known.over_fulfilled)]
        return percent(Fraction(answer.degree_raw), limits)
    return EMPTY[NOT_APPLICABLE if answer.state == VALUE else answer.state]


def percent(share: Fraction, limits: Iterable[Decimal] = (HUNDRED,)) -> FormCell:
    """A share of 1 in per cent; never printed as a full hundred that it is not."""
    return number(share * 100, PERCENT_DECIMALS, limits)


def ratio(upper: Decimal | None, lower: Decimal | None) -> FormCell:
    """One sum over another in per cent; «x» over 0, no data where either is unknown."""
    if upper is None or lower is None:
        return DASH
    return percent(Fraction(upper) / Fraction(lower)) if lower else CROSS


def deviation(actual: Decimal | None, plan: Decimal | None) -> FormCell:
    """By how many per cent of a plan a sum differs from it: below 0 where it is less."""
    if actual is None or plan is None:
        return DASH
    limits = (Decimal(0),)
    return percent(Fraction(actual - plan) / Fraction(plan), limits) if plan else CROSS


def thousands(roubles: Decimal | None) -> FormCell:
    """Roubles in thousands, exactly: to the hundredth of a kopeck nothing is lost."""
    if roubles is None:
        return DASH
    amount = roubles.scaleb(-3, WIDE)
    return FormCell(amount, decimals=max(MONEY_DECIMALS, own_decimals(amount)))


def roubles(amount: Decimal | None) -> FormCell:
    """Roubles and kopecks."""
    return DASH if amount is None else FormCell(amount, decimals=KOPECKS)
