"""The margin of error in words: between which numbers a value lies, and how that is known."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from dashboard.text import formats, labels
from dashboard.text.difference import size
from dashboard.text.language import _, ngettext
from indicators.answers.answer import Answer
from indicators.answers.margin import within_margin
from indicators.definition import Definition
from indicators.intervals import LEVEL, WILSON


def ends_text(answer: Answer, decimals: int) -> str:
    """«50,2–69,1», each end told apart from the value; empty where nothing is known of it."""
    if answer.interval is None or answer.value is None:
        return ""
    ends = (answer.interval.low, answer.interval.high)
    return formats.EN_DASH.join(formats.number(end, decimals, answer.value) for end in ends)


def interval_text(answer: Answer, decimals: int) -> str:
    """«интервал 95 %: 50,2–69,1»; empty where nothing is known of it."""
    ends = ends_text(answer, decimals)
    if answer.interval is None or not ends:
        return ""
    level = formats.percent(answer.interval.level / 100)
    return _("{level} interval: {ends}").format(level=level, ends=ends)


def known_by(answer: Answer) -> str:
    """From what the interval of an answer follows: how many answered, or that what is counted is
    rare.
    """
    if answer.interval is None:
        return ""
    if answer.interval.method == WILSON:
        return ngettext(
            "{number} person answered", "{number} people answered", answer.respondents or 0
        )
    return _("a count of rare events")


def beside_margin(text: str, number: int) -> str:
    """What is said of a place, with how many others chance alone may have put beside it."""
    sentence = _("{text}, within the margin of error: {number} more")
    return sentence.format(text=text, number=number)


def ends_sentence(definition: Definition, answers: Mapping[str, Answer]) -> str:
    """The greatest and the least of a period's places, by their names, and whether they are told
    apart where that is known; empty where all are alike.
    """
    known = {name: answer for name, answer in answers.items() if answer.value is not None}
    if len({answer.exact for answer in known.values()}) < 2:
        return ""
    (low, least), *_middle, (high, most) = sorted(
        known.items(), key=lambda item: item[1].exact or 0
    )
    by_chance = within_margin(definition, most, least)
    sentence = (
        "{period}: {high} – {most}, {low} – {least}"
        if by_chance is None
        else _(
            "{period}: {high} – {most}, {low} – {least}; the difference, {amount}, is within the margin of error"
        )
        if by_chance
        else _(
            "{period}: {high} – {most}, {low} – {least}; the difference, {amount}, is more than the margin of error"
        )
    )
    return sentence.format(
        period=formats.period(most.period),
        high=high,
        low=low,
        most=labels.answer_text(definition, most, unit=True),
        least=labels.answer_text(definition, least, unit=True),
        amount=size(definition, Fraction(most.exact or 0) - Fraction(least.exact or 0)),
    )


def key_sentence(answers: Iterable[Answer]) -> str:
    """What the numbers in brackets and the whiskers of a chart are; empty where there are none."""
    if not any(answer.interval for answer in answers):
        return ""
    sentence = _(
        "In brackets, and as whiskers on the chart: the {level} interval, between whose ends the "
        "true value lies so often. The status does not depend on it."
    )
    return sentence.format(level=formats.percent(LEVEL / 100))
