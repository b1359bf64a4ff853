"""What matters for a judgement, in its order: against the plan, against a year before, since the
start.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dashboard.sections.subject import Subject
from dashboard.text import formats, labels
from dashboard.text.language import _, ngettext
from data.units import is_percent, is_share
from indicators.answers.achievement import BEHIND
from indicators.answers.answer import Answer
from indicators.answers.margin import within_margin
from indicators.answers.notability import is_notable
from indicators.definition import Definition
from indicators.periods import GRAINS, parse

NOTICED = Decimal("0.0005")
"""A change of less than this part of a value is none to a reader."""


def headline(subject: Subject) -> Iterator[str]:
    """The parts of a sentence about an indicator's shown period; those that have nothing to say are
    left out.

    A growth since the start is no news beside a plan that is missed year after year, and is not
    said there. A period that is not due yet may be known in part, and is compared with none that is
    over.
    """
    history = _history(subject)
    missed = _missed_running(history)
    yield against_plan(subject.definition, subject.now, missed)
    if subject.now.value is None or subject.now.is_open:
        return
    yield against_year_before(subject.definition, history, subject.now)
    since = (
        since_start(subject.definition, history, subject.now)
        if subject.period.grain == "year"
        else ""
    )
    if since and not (missed > 1 and _is_wanted(subject.definition, history, subject.now)):
        yield since


def last_known(definition: Definition, now: Answer, known: Sequence[Answer]) -> str:
    """«последнее известное: 1 044 чел. (2018)» where the period itself has no value."""
    if now.value is not None or not known:
        return ""
    last = known[-1]
    text = labels.answer_text(definition, last, unit=True)
    return _("last known: {value} ({period})").format(
        value=text, period=formats.period(last.period)
    )


def _history(subject: Subject) -> Sequence[Answer]:
    """The answers of the shown kind of period up to the shown one, also of years that were not
    asked for.
    """
    if subject.period.grain not in GRAINS:
        return [subject.now]
    answers = subject.answers(by=(subject.period.grain,), years=None)
    shown_at = next(
        place for place, answer in enumerate(answers) if answer.period == subject.period.label
    )
    return answers[: shown_at + 1]


def against_plan(definition: Definition, now: Answer, missed: int = 0) -> str:
    """«2020: план не выполнен 4 года подряд – 801 ед., 89 % плана»; the word of a state where there
    is no number.

    ``missed`` is the number of years running, the shown one among them, that have missed their
    plan.
    """
    period, verdict = formats.period(now.period), _verdict(definition, now, missed)
    if now.value is None:
        return f"{period}: {', '.join(part for part in (labels.state_name(now.state), verdict) if part)}"
    number = ", ".join(_number(definition, now))
    return f"{period}: {verdict} {formats.EN_DASH} {number}" if verdict else f"{period}: {number}"


def _number(definition: Definition, now: Answer) -> Iterator[str]:
    yield labels.answer_text(definition, now, unit=True)
    if now.degree_raw is not None:
        sentence = (
            _("{degree} of plan")
            if definition.direction == "increase"
            else _("degree of achievement {degree}")
        )
        yield sentence.format(degree=labels.degree_text(now))
    elif now.plan is not None:
        yield _("plan: {plan}").format(plan=labels.planned(definition, now))


def _verdict(definition: Definition, now: Answer, missed: int) -> str:
    if now.status is None:
        return ""
    if missed > 1:
        return _missed_for_years(definition, now, missed)
    if definition.band is not None:
        return {"achieved": _("within its band"), "not_achieved": _("outside its band")}.get(
            now.status, _unknown()
        )
    if now.is_open and now.status in BEHIND:
        return {"at_risk": _("the plan is at risk"), "not_achieved": _("the plan is not met yet")}[
            now.status
        ]
    return {
        "achieved": _("the plan is met"),
        "over_fulfilled": _("the plan is exceeded"),
        "at_risk": _("the plan is almost met"),
        "not_achieved": _("the plan is missed"),
    }.get(now.status, _unknown())


def _unknown() -> str:
    return _("whether the plan is met cannot be determined")


def _missed_for_years(definition: Definition, now: Answer, missed: int) -> str:
    if definition.band is not None:
        sentence = ngettext(
            "outside its band {number} year running",
            "outside its band {number} years running",
            missed,
        )
    elif now.status == "at_risk":
        sentence = ngettext(
            "the plan is almost met, and missed {number} year running",
            "the plan is almost met, and missed {number} years running",
            missed,
        )
    else:
        sentence = ngettext(
            "the plan is missed {number} year running",
            "the plan is missed {number} years running",
            missed,
        )
    return sentence


def _missed_running(history: Sequence[Answer]) -> int:
    """How many closed years at the end of a history have missed their plan; 0 for periods that are
    no years.
    """
    missed = 0
    for answer in reversed(history):
        if answer.status not in BEHIND or answer.is_open or parse(answer.period).grain != "year":
            break
        missed += 1
    return missed


def against_year_before(definition: Definition, history: Sequence[Answer], now: Answer) -> str:
    """«на 14 % меньше, чем в 2019 году»: the same period of the year before, of the same
    definition.
    """
    before = _year_before(history, now)
    if before is None or not _comparable(before, now):
        return ""
    is_year, change = parse(now.period).grain == "year", _change(definition, before, now)
    if change is None:
        return ""
    size, more = change
    if not size:
        sentence = _("the same as in {year}") if is_year else _("the same as in {period}")
    elif is_notable(definition, before, now) is False:
        sentence = (
            _("no notable change on {year}") if is_year else _("no notable change on {period}")
        )
    elif within_margin(definition, now, before):
        sentence = (
            _("different from {year} only within the margin of error")
            if is_year
            else _("different from {period} only within the margin of error")
        )
    elif more:
        sentence = (
            _("{change} more than in {year}") if is_year else _("{change} more than in {period}")
        )
    else:
        sentence = (
            _("{change} less than in {year}") if is_year else _("{change} less than in {period}")
        )
    return sentence.format(change=size, year=before.period, period=formats.period(before.period))


def _year_before(history: Sequence[Answer], now: Answer) -> Answer | None:
    year, part = now.period[:4], now.period[4:]
    label = f"{int(year) - 1}{part}"
    return next((answer for answer in history if answer.period == label), None)


def since_start(definition: Definition, history: Sequence[Answer], now: Answer) -> str:
    """«за 2014–2020: рост на 12 %»: from the first year that is known, of one definition, two years
    at least.
    """
    first = _first_known(history)
    if first is None or not _comparable(first, now) or int(now.period) - int(first.period) < 2:
        return ""
    change = _change(definition, first, now)
    if change is None:
        return ""
    size, more = change
    span = formats.years(int(first.period), int(now.period))
    if not size:
        return _("{years}: unchanged").format(years=span)
    if is_notable(definition, first, now) is False:
        return _("{years}: no notable change").format(years=span)
    if within_margin(definition, now, first):
        return _("{years}: a change within the margin of error").format(years=span)
    return (_("{years}: up {change}") if more else _("{years}: down {change}")).format(
        years=span, change=size
    )


def _is_wanted(definition: Definition, history: Sequence[Answer], now: Answer) -> bool:
    """Whether the value has moved as it should, or has no way in which it should."""
    first = _first_known(history)
    if first is None or first.value is None or now.value is None or definition.direction == "keep":
        return True
    return (
        now.value <= first.value if definition.direction == "decrease" else now.value >= first.value
    )


def _first_known(history: Sequence[Answer]) -> Answer | None:
    return next((answer for answer in history if answer.value is not None), None)


def _comparable(one: Answer, other: Answer) -> bool:
    """Whether two values are of one definition; a partly reported one is comparable with nothing."""
    partial = any("partial" in answer.marks for answer in (one, other))
    return (
        one.definition_version == other.definition_version
        and one.period != other.period
        and not partial
    )


def _change(definition: Definition, before: Answer, now: Answer) -> tuple[str, bool] | None:
    """How large a change is, in per cent or – of what is itself in per cent – in points, and
    whether it is a growth.

    The size is empty where nobody would notice it; nothing where there is no base to compare with.
    """
    if before.value is None or now.value is None:
        return None
    difference = now.value - before.value
    if is_percent(definition.unit.ru):
        size = round(abs(difference), max(1, definition.decimals))
        text = _("{number} points").format(number=formats.number(size, max(1, definition.decimals)))
        return (text if size else "", difference > 0)
    if definition.change is not None or is_share(definition.unit.ru) or not before.value:
        return None
    share = abs(difference / before.value)
    return (
        "" if share < NOTICED else formats.percent(share, 0 if share >= Decimal("0.01") else 1),
        difference > 0,
    )
