"""Findings as sentences, each phrased so that no name or unit has to be declined."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from dashboard.text import formats, labels
from dashboard.text.difference import amount, share, signed
from dashboard.text.language import _, ngettext
from dashboard.text.pace import pace_sentence
from data.units import PERCENT
from indicators.answers.answer import Answer
from indicators.exact import cut
from indicators.findings.finding import CHANGED, WORST, Finding
from indicators.findings.findings import PlansMet
from indicators.findings.reasons import usual_values
from indicators.findings.years import MOVING, NEW, STUCK, IndicatorYears
from indicators.periods import parse


def headline(now: PlansMet, before: PlansMet | None) -> str:
    """«Выполнено 24 из 50 планов 2020 года, на 7 меньше, чем в 2019 году.»"""
    plans = ngettext("of {number} plan", "of {number} plans", now.planned)
    sentence = ngettext(
        "{number} {plans} for {year} is met",
        "{number} {plans} for {year} are met",
        now.met,
        plans=plans,
        year=str(now.year),
    )
    beside = "" if before is None or now.is_open else _compared(now, before)
    return f"{sentence}{beside}."


def _compared(now: PlansMet, before: PlansMet) -> str:
    """The year before, as a difference only where as many plans are compared."""
    if now.planned != before.planned:
        sentence = _("; in {year} it was {met} of {planned}")
        return sentence.format(year=before.year, met=before.met, planned=before.planned)
    if now.met == before.met:
        return _(", as many as in {year}").format(year=before.year)
    sentence = (
        _(", {number} more than in {year}")
        if now.met > before.met
        else _(", {number} fewer than in {year}")
    )
    return sentence.format(number=abs(now.met - before.met), year=before.year)


def finding_sentence(finding: Finding) -> str:
    """The whole sentence, the indicator's name first."""
    sentence = f"{labels.name_of(finding.years.definition)}: {finding_text(finding)}"
    return f"{sentence.removesuffix('.')}."  # «… 2021 г.» has its full stop already


def finding_text(finding: Finding) -> str:
    """What is said of the indicator, without its name."""
    return _TEXTS[finding.rule](finding.years)


def _worst(years: IndicatorYears) -> str:
    return "; ".join(filter(None, (_against_plan(years, years.now), _for_how_long(years))))


def _for_how_long(years: IndicatorYears) -> str:
    """Since when the plan is missed, and whether the gap closes."""
    if years.now.is_open and years.now.due_on is not None:
        return _("due by {date}").format(date=formats.date(years.now.due_on))
    if years.movement == NEW:
        return _("met the year before")
    if len(years.missed) < 2:
        return ""
    missed = ngettext(
        "not met for {number} year in a row",
        "not met for {number} years in a row",
        len(years.missed),
    )
    return ", ".join(filter(None, (missed, _movement(years))))


def _movement(years: IndicatorYears) -> str:
    return {STUCK: _("no nearer to the plan"), MOVING: _("nearer to the plan")}.get(
        years.movement or "", ""
    )


def _changed(years: IndicatorYears) -> str:
    if years.change is None or years.before is None:
        return ""
    return _change_sentence(years).format(
        value=labels.answer_text(years.definition, years.now, unit=True),
        change=_difference(years, years.change, Fraction(years.before.exact or 0)),
        year=years.before.period,
    )


def _change_sentence(years: IndicatorYears) -> str:
    if years.is_notable is False:
        return _("{value}, no notable change on {year}: {change}")
    if years.is_within_margin:
        return _("{value}, {change} on {year}, within the margin of error")
    return _("{value}, {change} on {year}")


def _difference(years: IndicatorYears, change: Fraction, before: Fraction) -> str:
    """«−133 (−14 %)»; of shares in percentage points, and of nothing no percentage."""
    size = amount(years.definition, change)
    if not before or years.definition.unit.ru.strip() in PERCENT:
        return size
    notable = years.definition.notable
    # a change that is not notable is never written as the very share from which on it is
    limits = (notable.percent / 100,) if notable and notable.percent else ()
    return f"{size} ({signed(change, share(change, before, *limits))})"


def _overdue(years: IndicatorYears) -> str:
    due_on = years.definition.due_on(parse(years.now.period))
    sentence = _("no data for {year}, due by {date}")
    return sentence.format(year=years.now.period, date=formats.date(due_on))


def _missed_repeatedly(years: IndicatorYears) -> str:
    first, last = years.missed[0].period, years.missed[-1].period
    sentence = ngettext(
        "the plan has not been met for {number} year in a row, {years}",
        "the plan has not been met for {number} years in a row, {years}",
        len(years.missed),
        years=formats.years(int(first), int(last)),
    )
    return ", ".join(filter(None, (sentence, _movement(years))))


def _stuck(years: IndicatorYears) -> str:
    both = [answer for answer in (years.before, years.now) if answer is not None]
    texts = (f"{answer.period} – {_against_plan(years, answer)}" for answer in both)
    return _("no nearer to the plan: {years}").format(years="; ".join(texts))


def _behind_pace(years: IndicatorYears) -> str:
    return "" if years.pace is None else pace_sentence(years.definition, years.pace)


def _plan_lowered(years: IndicatorYears) -> str:
    now, definition = years.now, years.definition
    sentence = (
        _("the plan for {year} was lowered late, from {original} to {plan}")
        if definition.direction == "increase"
        else _("the plan for {year} was eased late, from {original} to {plan}")
    )
    return sentence.format(
        year=now.period,
        original=_plan(years, now.original_plan),
        plan=_plan(years, now.plan),
    )


def _plan(years: IndicatorYears, plan: Decimal | None) -> str:
    return formats.EN_DASH if plan is None else labels.plan_text(years.definition, plan)


def _unusual(years: IndicatorYears) -> str:
    usual = usual_values(years)
    sentence = (
        _("{value}, more than twice the most of {years} ({low} to {high})")
        if Fraction(years.now.exact or 0) > usual[-1]
        else _("{value}, less than half the least of {years} ({low} to {high})")
    )
    low, high = (labels.value_text(years.definition, cut(end)) for end in (usual[0], usual[-1]))
    compared = [int(answer.period) for answer in years.comparable]
    return sentence.format(
        value=labels.answer_text(years.definition, years.now, unit=True),
        years=formats.years(compared[0], compared[-1]),
        low=low,
        high=high,
    )


def _against_plan(years: IndicatorYears, answer: Answer) -> str:
    """«801 ед. при плане 900 (89 %)»."""
    is_band = years.definition.band is not None
    template = _("{value}, planned {plan}") if is_band else _("{value} against a plan of {plan}")
    sentence = template.format(
        value=labels.answer_text(years.definition, answer, unit=True),
        plan=labels.planned(years.definition, answer),
    )
    degree = "" if answer.degree_raw is None else f" ({labels.degree_text(answer)})"
    return f"{sentence}{degree}"


_TEXTS: Mapping[str, Callable[[IndicatorYears], str]] = {
    WORST: _worst,
    CHANGED: _changed,
    "overdue": _overdue,
    "missed_repeatedly": _missed_repeatedly,
    "behind_pace": _behind_pace,
    "stuck": _stuck,
    "plan_lowered": _plan_lowered,
    "unusual": _unusual,
}
