"""Words of evaluations: results, classes, steps, cases and stages in the reader's language."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dashboard.http.context import language
from dashboard.text import formats
from dashboard.text.language import _
from indicators.definition.parts import Translations
from indicators.evaluation.calculation import Total
from indicators.evaluation.inputs import INPUTS
from indicators.evaluation.methodology import Methodology, RatedStep, Step
from indicators.evaluation.rating import rating_of, thresholds
from indicators.evaluation.symbols import in_symbols, right_side, symbols
from indicators.exact import cut
from indicators.states import HIDDEN, NO_DATA, NOT_APPLICABLE, VALUE, Outcome

DECIMALS = 2
STEP_DECIMALS = 3
WORD_JOINER = "\u2060"


def spoken(text: Translations) -> str:
    """A text of a methodology in the reader's language."""
    return text.in_language(language())


def result_text(outcome: Outcome, limits: Iterable[Decimal] = ()) -> str:
    """``0,90``, with the exact digits beside it where those of a print would be of another class."""
    if outcome.state != VALUE:
        return state_text(outcome.state)
    value = cut(outcome.fraction)
    text, exact = (formats.number(value, DECIMALS, *each) for each in ((), tuple(limits)))
    return text if text == exact else _("{text} (exactly: {exact})").format(text=text, exact=exact)


def state_text(state: str) -> str:
    """Why there is no value."""
    words = {NO_DATA: _("no data"), NOT_APPLICABLE: _("not rated"), HIDDEN: _("hidden")}
    return words.get(state, _("not due"))


def rating_text(rated: RatedStep, outcome: Outcome) -> str:
    """The class of a value; nothing where there is none."""
    rating = rating_of(rated, outcome)
    return spoken(rating.name) if rating is not None else ""


def value_text(outcome: Outcome, *, money: bool = False) -> str:
    """A value inside a formula: whole numbers whole, shares to three decimals, money to the kopeck."""
    if outcome.state != VALUE:
        return state_text(outcome.state)
    if money:
        return roubles(cut(outcome.fraction))
    return share_text(outcome.fraction)


def share_text(share: Fraction) -> str:
    """A share of 1 to three decimals, a whole number without any."""
    return formats.number(cut(share), 0 if share.denominator == 1 else STEP_DECIMALS)


def roubles(amount: Decimal | None) -> str:
    """Roubles to the kopeck; nothing is no nought."""
    return _("no data") if amount is None else formats.number(amount, 2)


def step_formula(methodology: Methodology, level: str, step: Step) -> str:
    """``СРм = Мв ÷ М``; no symbol breaks at its stroke."""
    return in_symbols(methodology, level, step).replace("/", f"/{WORD_JOINER}")


def step_values(step: Step, inputs: Mapping[str, Outcome], weights: Mapping[str, Any]) -> str:
    """The right side with values in the place of symbols."""
    if step.parts is not None:
        return ""

    def write(code: str) -> str:
        if code in weights:
            return formats.plain(weights[code].value)
        is_money = code in INPUTS and INPUTS[code].is_money
        return value_text(inputs[code], money=is_money)

    return right_side(step, write)


def shares_text(total: Total, code: str) -> str:
    """``1,064 · 0,113 + …`` of the parts that a sum is made of."""
    return " + ".join(
        f"{value_text(share.outcome)} · {share_text(share.weight)}"
        for share in total.shares.get(code, ())
        if share.weight is not None and share.outcome.state == VALUE
    )


def input_legend(methodology: Methodology, level: str) -> list[tuple[str, str]]:
    """The symbols of the inputs that the steps of a level read, each with its name."""
    names = symbols(methodology, level)
    read = dict.fromkeys(code for step in methodology.at(level) for code in step.symbols)
    return [(names[code], spoken(INPUTS[code].name)) for code in read if code in INPUTS]


def limits_of(methodology: Methodology, code: str) -> tuple[Decimal, ...]:
    """The limits by which a step is rated; none of a step that is not."""
    return next((thresholds(each) for each in methodology.results if each.of == code), ())


def case_name(case: str) -> str:
    """How an indicator enters the mean, or why it does not."""
    return {
        "counted": _("counted"),
        "plan_zero": _("plan 0: by a rule of ours"),
        "zero_fact": _("falling, fact 0: counts as 1 (ours)"),
        "band": _("inside a band: by a rule of ours"),
        "missing": _("no fact"),
        "not_due": _("not due yet"),
        "no_plan": _("no plan"),
        "plan_negative": _("plan below 0: no ratio"),
        "excluded": _("left out"),
        "hidden": _("hidden"),
    }[case]


def stage_name(stage: str | None) -> str:
    """Where a fact comes from."""
    return {
        "computed": _("counted from records"),
        "refined": _("reported, refined"),
        "preliminary": _("reported, preliminary"),
    }.get(stage or "", formats.EN_DASH)


def progress_name(progress: str) -> str:
    """How the control event of an activity stands."""
    return {
        "overdue": _("overdue"),
        "coming": _("not due yet"),
        "undated": _("no day planned"),
        "late": _("done late"),
        "done": _("done in time"),
    }[progress]


def day_text(day: datetime.date | None) -> str:
    """A day, or a dash where there is none."""
    return formats.EN_DASH if day is None else formats.date(day)
