"""Numbers over bars, or within them under the mark of a plan."""

from dashboard.figures.base import CLEAR, Frame, Trace, numbers, optional
from dashboard.figures.theme import Theme

MARK = 0.035
"""Half the height of a plan's mark, as a share of the axis; a line of text takes about ``TEXT``."""
TEXT = 0.13


def tops(frame: Frame, values: list[float | None]) -> list[float | None]:
    """How high each bar reaches with its whisker."""
    highs = numbers(optional(frame, "high"))
    return [value if high is None else high for value, high in zip(values, highs, strict=True)]


def bar_numbers(
    frame: Frame,
    values: list[float | None],
    plans: list[float | None],
    reach: float,
    theme: Theme,
) -> Trace:
    """Value texts at the tops of their bars; carried by invisible bars, because bar texts shrink to
    their width.

    ``assets/js/47-numbers.js`` turns them upright where the page is too narrow for them side by
    side.
    """
    filled = [place for place, value in enumerate(values) if value is not None]
    ends = tops(frame, values)
    places = [_place(ends[place], plans[place], reach) for place in filled]
    return {
        "type": "bar",
        "meta": "numbers",
        "x": filled,
        "y": [height for height, _position in places],
        "width": 0.96,
        "marker": {"color": CLEAR, "line": {"width": 0}},
        "text": [f"<b>{frame[place]['text']}</b>" for place in filled],
        "textposition": [position for _height, position in places],
        "insidetextanchor": "end",
        "textangle": 0,
        "textfont": {"size": theme.size + 1, "color": theme.ink},
        "insidetextfont": {"size": theme.size + 1, "color": theme.in_bar},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _place(value: float | None, plan: float | None, reach: float) -> tuple[float, str]:
    """The height of a value's text, and whether it stands over the bar or within it, under a plan's
    mark just above.

    Over a mark that lies higher than the bar the text would be taken for the plan's; only a bar too
    low to hold it, or a plan that is all but met, has it there.
    """
    top = value or 0.0
    if plan is None or not top - reach * MARK < plan < top + reach * (TEXT + MARK):
        return top, "outside"
    if plan > top + reach * MARK / 2 and top > reach * (TEXT + MARK):
        return min(top, plan - reach * MARK), "inside"
    return plan + reach * MARK * 0.7, "outside"
