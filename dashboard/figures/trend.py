"""A sparkline for a card."""

from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    drawn,
    figure,
    numbers,
    quiet_axis,
)
from dashboard.figures.theme import LIGHT, Theme

HEIGHT = 56


def trend(frame: Frame, *, theme: Theme = LIGHT) -> Figure:
    """Draw values as a small line, the last one emphasised, and plans as a faint line behind; gaps
    stay gaps.

    ``frame``: one row a period in order – value, plan, state. The card says in words what is seen
    here.
    """
    values, plans = drawn(frame), numbers(column(frame, "plan"))
    known = [value for value in values + plans if value is not None] or [0.0, 1.0]
    room = (max(known) - min(known) or 1.0) * 0.2
    return figure(
        [_plan(plans, theme), _line(values, theme), _last(values, theme)],
        theme=theme,
        labels=ChartLabels(),
        height=HEIGHT,
        margin={"l": 2, "r": 8, "t": 2, "b": 2},
        xaxis=quiet_axis(theme, visible=False, range=[-0.2, len(frame) - 0.8]),
        yaxis=quiet_axis(theme, visible=False, range=[min(known) - room, max(known) + room]),
        hovermode=False,
    )


def _line(values: list[float | None], theme: Theme) -> Trace:
    """A line, and a dot for each value that stands alone between gaps."""
    padded = [None, *values, None]
    alone = [
        value is not None and padded[i] is None and padded[i + 2] is None
        for i, value in enumerate(values)
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(values))),
        "y": values,
        "connectgaps": False,
        "line": {"color": theme.accent, "width": 2.5},
        "marker": {"color": theme.accent, "size": [5 if single else 0 for single in alone]},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _plan(plans: list[float | None], theme: Theme) -> Trace:
    line = {"color": theme.rest, "width": 1.5, "dash": "dot"}
    places = list(range(len(plans)))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": places,
        "y": plans,
        "line": line,
        "hoverinfo": "skip",
    }


def _last(values: list[float | None], theme: Theme) -> Trace | None:
    known = [place for place, value in enumerate(values) if value is not None]
    if not known:
        return None
    marker = {"size": 10, "color": theme.accent, "line": {"color": theme.card, "width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": known[-1:],
        "y": [values[known[-1]]],
        "marker": marker,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
