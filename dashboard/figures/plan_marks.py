"""A plan beside a fact: a stroke and a diamond over each period, and the room that they need."""

from collections.abc import Iterator

from dashboard.figures import absence
from dashboard.figures.bar_numbers import MARK
from dashboard.figures.base import Frame, Trace, keys, optional
from dashboard.figures.ends import END, EndLabel
from dashboard.figures.theme import Theme

LETTER = 0.027
"""The length of a letter written upwards, as a share of the axis."""


def plan_lines(plans: list[float | None], theme: Theme) -> Trace:
    """A stroke a little wider than the bar at the height of each plan."""
    reach = absence.HALF + 0.06
    xs: list[float | None] = []
    ys: list[float | None] = []
    for place, plan in enumerate(plans):
        if plan is not None:
            xs += [place - reach, place + reach, None]
            ys += [plan, plan, None]
    line = {"color": theme.ink, "width": 2}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": line,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def plan_marks(
    frame: Frame, plans: list[float | None], name: str, theme: Theme, *, named: bool
) -> Trace | None:
    """The diamonds; the legend names them where nothing beside the last one does."""
    planned = [place for place, plan in enumerate(plans) if plan is not None]
    if not planned:
        return None
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "meta": END,
        "showlegend": named,
        "x": planned,
        "y": [plans[place] for place in planned],
        "marker": {
            "symbol": "diamond",
            "size": 11,
            "color": theme.ink,
            "line": {"color": theme.card, "width": 2},
        },
        "customdata": keys(frame[place]["period"] for place in planned),
        "hovertext": [frame[place]["hover"] for place in planned],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def plan_name(
    frame: Frame, plans: list[float | None], name: str, theme: Theme
) -> Iterator[EndLabel]:
    """The plan of the last period, named beside its mark."""
    if plans and plans[-1] is not None:
        text = optional(frame, "plan_text", "")[-1]
        yield EndLabel(f"{name} {text}".strip(), plans[-1], theme.ink, "◆")


def word_feet(
    frame: Frame, plans: list[float | None], floor: float, reach: float
) -> dict[int, float]:
    """Where the word of an empty slot begins above the plan's mark, which it would cover from the
    floor.
    """
    feet: dict[int, float] = {}
    for place in absence.absent(frame):
        plan, length = plans[place], len(frame[place]["text"]) * LETTER
        if plan is not None and -MARK < (plan - floor) / reach < length + MARK:
            feet[place] = plan + reach * MARK
    return feet
