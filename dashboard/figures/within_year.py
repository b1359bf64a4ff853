"""How a year fills up, month by month, against its annual plan."""

from collections.abc import Iterator
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
    top_legend,
    value_axis,
)
from dashboard.figures.ends import DOT, END, EndLabel, end_labels, end_room
from dashboard.figures.note_marks import note_marks, note_room
from dashboard.figures.theme import LIGHT, Theme

HEIGHT, PLOT = 340, 270
"""Pixels of the chart, and of the plot in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinYearLabels(ChartLabels):
    """Finished labels: ``plan`` («План года: 120»), ``fact`` («2016») and ``previous`` («2015»)."""

    fact: str
    plan: str = ""
    previous: str = ""
    noted: str = ""


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
    optionally marks, ``note``, what has been noted of the number, and ``previous``, the same for
    the year before. A click gives ``customdata == [period]``.
    """
    values = drawn(frame)
    before = numbers(optional(frame, "previous"))
    low, high = span(values, before, [plan], room=note_room(frame))
    fact = _fact(frame, values, labels)
    names = [
        *_end(fact, values, theme.accent, is_bold=True),
        *_end(labels.previous, before, theme.rest),
    ]
    direct = end_labels(names, low, high, PLOT, theme)
    marks = note_marks(frame, low, high, labels.noted, theme)
    lines = [_previous(before, labels, theme), _line(frame, values, fact, theme)]
    return figure(
        [*(line and line | {"meta": END, "showlegend": not direct} for line in lines), marks],
        theme=theme,
        labels=labels,
        height=HEIGHT,
        **end_room(names if direct else [], theme, legend=bool(marks)),
        xaxis=named_axis(column(frame, "label"), theme, may_turn=not theme.level),
        yaxis=value_axis(low, high, labels, theme, **quiet_ticks(values, before, [plan])),
        legend=top_legend(theme) | {"y": 1.09 if marks else 1.03},
        showlegend=bool(marks) or (bool(names) and not direct),
        shapes=_plan_line(plan, theme),
        annotations=[
            *_plan_words(plan, labels, theme),
            *direct,
        ],
    )


def _fact(frame: Frame, values: list[float | None], labels: WithinYearLabels) -> str:
    """The year with its newest value: «2016: 118»."""
    texts = [row["text"] for row, value in zip(frame, values, strict=True) if value is not None]
    return ": ".join([labels.fact, *texts[-1:]])


def _end(
    name: str, line: list[float | None], colour: str, *, is_bold: bool = False
) -> Iterator[EndLabel]:
    """The name of a line at its newest value; nothing where it has none."""
    known = [place for place, value in enumerate(line) if value is not None]
    if known:
        yield EndLabel(name, line[known[-1]] or 0.0, colour, DOT, known[-1], is_bold)


def _line(frame: Frame, values: list[float | None], name: str, theme: Theme) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
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
