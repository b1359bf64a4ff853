"""The pace of a year under way in words: what it comes to, what it needs, what it has."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.pace import YearPace
from indicators.definition import Definition
from indicators.exact import cut

SMALL = 10
"""Of so few a month a whole number says too little."""
FINER = 4
"""With so many more decimals it is tried to tell two paces apart."""


def pace_sentence(definition: Definition, pace: YearPace) -> str:
    """«при нынешнем темпе к концу года будет 1 840 из 2 000 (92 %); нужно 210 в месяц, сейчас 170»,
    and what last year's course would make of it, where it is known.
    """
    needed, present = _paces(definition, pace)
    sentence = _template(pace).format(
        expected=_end(definition, pace, pace.expected),
        plan=labels.plan_text(definition, cut(pace.plan)),
        share=_share(pace, pace.expected),
        needed=needed,
        present=present,
        each=each_name(pace.grain),
    )
    return f"{sentence}{_by_last_year(definition, pace)}"


def pace_rule() -> str:
    """By which rule the pace is told."""
    return _(
        "The pace is the value from the year's start divided by the parts of the year that are over and "
        "reported in full. An even pace is our default and no method of the law."
    )


def _template(pace: YearPace) -> str:
    if pace.is_limit:
        return (
            _(
                "at the present pace the year will end at {expected}, the limit being {plan} ({share}); no more "
                "than {needed} {each} are left, now it is {present}"
            )
            if pace.value <= pace.plan
            else _(
                "the limit of {plan} is exceeded already; at the present pace the year will end at {expected} "
                "({share})"
            )
        )
    if pace.value >= pace.plan:
        return _(
            "the plan of {plan} is met already; at the present pace the year will end at {expected} ({share})"
        )
    return _(
        "at the present pace the year will end at {expected} of {plan} ({share}); {needed} {each} are "
        "needed, now it is {present}"
    )


def _by_last_year(definition: Definition, pace: YearPace) -> str:
    end = pace.expected_by_profile
    if end is None or pace.profile is None:
        return ""
    sentence = _(
        "; by the course of last year, of which {part} had come by then: {expected} ({share})"
    )
    return sentence.format(
        part=formats.percent(cut(pace.profile), 0, Decimal(0), Decimal(1)),
        expected=_end(definition, pace, end),
        share=_share(pace, end),
    )


def _end(definition: Definition, pace: YearPace, end: Fraction) -> str:
    """An estimate of a year's end, never written as the plan that it misses."""
    value, plan = cut(end), cut(pace.plan)
    if labels.is_money(definition):
        return formats.money_text(value, plan)
    return formats.number(value, definition.decimals, plan)


def _share(pace: YearPace, end: Fraction) -> str:
    return formats.percent(cut(end / pace.plan), 0, Decimal(1))


def each_name(grain: str) -> str:
    """«в месяц»: so many of them each."""
    return {"month": _("a month"), "quarter": _("a quarter"), "half": _("a half-year")}[grain]


def _paces(definition: Definition, pace: YearPace) -> tuple[str, str]:
    """What each part to come needs, and what each has had: rounded so that as much would do, and
    that the two stand in the order in which they are.
    """
    if labels.is_money(definition):
        needed, present = cut(pace.needed), cut(pace.present)
        return formats.money_text(needed, present), formats.money_text(present, needed)
    up = ROUND_FLOOR if pace.is_limit else ROUND_CEILING
    least = definition.decimals + (1 if max(pace.needed, pace.present) < SMALL else 0)
    for decimals in range(least, least + FINER):
        needed = _rounded(pace.needed, decimals, up)
        present = _rounded(pace.present, decimals, ROUND_HALF_UP)
        if _order(needed, present) == _order(pace.needed, pace.present):
            break
    return formats.plain(needed), formats.plain(present)


def _rounded(number: Fraction, decimals: int, rounding: str) -> Decimal:
    return cut(number).quantize(Decimal(1).scaleb(-decimals), rounding)


def _order(one: Fraction | Decimal, other: Fraction | Decimal) -> int:
    return (one > other) - (one < other)
