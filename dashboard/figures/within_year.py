"""How a year fills up, month by month, against its annual plan."""

from dataclasses import dataclass
from typing import Any

from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    drawn,
    figure,
    illustrative,
    keys,
    named_axis,
    note,
    numbers,
    optional,
    quiet_ticks,
    span,
    value_axis,
)
from dashboard.figures.theme import LIGHT, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinYearLabels(ChartLabels):
    """Finished labels: ``plan`` («План года: 120»), ``fact`` («2016») and ``previous`` («2015»)."""

    fact: str
    plan: str = ""
    previous: str = ""


def within_year(
    frame: Frame,
    *,
    labels: WithinYearLabels,
    plan: float | None = None,
    theme: Theme = LIGHT,
) -> Figure:
    """Draw the value from the year's start by month, up to the last covered one, and the annual
    plan as a line.

    ``frame``: one row a month (or quarter) in order – period, label, value, state, text, hover, and
    optionally marks and ``previous``, the same for the year before. A click gives ``customdata ==
    [period]``.
    """
    values = drawn(frame)
    before = numbers(optional(frame, "previous"))
    low, high = span(values, before, [plan])
    return figure(
        [_previous(before, labels, theme), _line(frame, values, labels, theme)],
        theme=theme,
        labels=labels,
        height=340,
        xaxis=named_axis(column(frame, "label"), theme, may_turn=not theme.level),
        yaxis=value_axis(low, high, labels, theme, **quiet_ticks(values, before, [plan])),
        showlegend=any(value is not None for value in before),
        shapes=_plan_line(plan, theme),
        annotations=[
            *_plan_words(plan, labels, theme),
            *_last_value(frame, values, plan, high - low, theme),
        ],
    )


def _line(
    frame: Frame, values: list[float | None], labels: WithinYearLabels, theme: Theme
) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": labels.fact,
        "x": list(range(len(values))),
        "y": values,
        "connectgaps": False,
        "line": {"color": theme.accent, "width": 3},
        "marker": {
            "size": 8,
            "color": [theme.accent_soft if each else theme.accent for each in illustrative(frame)],
            "line": {"color": theme.accent, "width": 1.5},
        },
        "cliponaxis": False,
        "customdata": keys(column(frame, "period")),
        "hovertext": column(frame, "hover"),
        "hoverinfo": "text",
    }


def _previous(before: list[float | None], labels: WithinYearLabels, theme: Theme) -> Trace | None:
    if all(value is None for value in before):
        return None
    return {
        "type": "scatter",
        "mode": "lines",
        "name": labels.previous,
        "x": list(range(len(before))),
        "y": before,
        "connectgaps": False,
        "line": {"color": theme.rest, "width": 2, "dash": "dot"},
        "hoverinfo": "skip",
    }


def _plan_line(plan: float | None, theme: Theme) -> list[dict[str, Any]]:
    if plan is None:
        return []
    line = {"color": theme.ink, "width": 2}
    return [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": plan, "y1": plan, "line": line}
    ]


def _plan_words(plan: float | None, labels: WithinYearLabels, theme: Theme) -> list[dict[str, Any]]:
    if plan is None:
        return []
    place = {"xref": "paper", "x": 0, "xanchor": "left", "y": plan, "yanchor": "bottom"}
    return [note(labels.plan, theme, **place, font={"size": theme.size, "color": theme.ink})]


def _last_value(
    frame: Frame, values: list[float | None], plan: float | None, reach: float, theme: Theme
) -> list[dict[str, Any]]:
    """The newest value, written over its point; under it where the plan's line would cross the
    figures.
    """
    known = [place for place, value in enumerate(values) if value is not None]
    if not known:
        return []
    last = known[-1]
    crossed = plan is not None and 0 < plan - (values[last] or 0.0) < reach * 0.15
    side = {"yanchor": "top", "yshift": -8} if crossed else {"yanchor": "bottom", "yshift": 8}
    place = {"x": last, "y": values[last], "xanchor": "right", "bgcolor": theme.card} | side
    return [
        note(
            f"<b>{frame[last]['text']}</b>",
            theme,
            **place,
            font={"size": theme.size + 2, "color": theme.ink},
        )
    ]
