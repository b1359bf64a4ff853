"""The margin of error in words: between which numbers a value lies, and how that is known."""

from collections.abc import Iterable

from dashboard.text import formats
from dashboard.text.language import _, ngettext
from indicators.answers.answer import Answer
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


def key_sentence(answers: Iterable[Answer]) -> str:
    """What the numbers in brackets and the whiskers of a chart are; empty where there are none."""
    if not any(answer.interval for answer in answers):
        return ""
    sentence = _(
        "In brackets, and as whiskers on the chart: the {level} interval, between whose ends the "
        "true value lies so often. The status does not depend on it."
    )
    return sentence.format(level=formats.percent(LEVEL / 100))
