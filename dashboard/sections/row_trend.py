"""The years of an indicator as a small line, for a row or a line of a list."""

from collections.abc import Sequence

from dashboard.components.plain import Element, element
from dashboard.components.trend_line import sparkline
from dashboard.figures.theme import Theme
from dashboard.figures.trend import trend
from indicators.answers.answer import Answer


def trend_line(answers: Sequence[Answer], theme: Theme, class_name: str) -> Element | None:
    """Values and plans, without words: who cannot see it reads the numbers beside it.

    Nothing where there is no more than one year.
    """
    if len(answers) < 2:
        return None
    frame = [
        {"value": answer.value, "plan": answer.plan, "state": answer.state} for answer in answers
    ]
    drawn = sparkline(trend(frame, theme=theme), label="")
    return element("Span", drawn, className=class_name, **{"aria-hidden": "true"})
