"""Plan and fact by year: the main chart of an indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.figures import absence
from dashboard.figures.bar_numbers import bar_numbers, tops
from dashboard.figures.base import (
    CROWDED,
    OUTLINE,
    ROOMY,
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    drawn,
    figure,
    keys,
    note,
    numbers,
    quiet_ticks,
    span,
    top_legend,
    value_axis,
    whiskers,
)
from dashboard.figures.ends import end_labels, end_room
from dashboard.figures.note_marks import note_marks, note_room
from dashboard.figures.periods import period_axis
from dashboard.figures.plan_marks import plan_lines, plan_marks, plan_name, word_feet
from dashboard.figures.theme import LIGHT, Theme

HEIGHT, PLOT = 430, 340
"""Pixels of the chart, and of the plot in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFactLabels(ChartLabels):
    """Legend words, and the finished label of the baseline («База 2013 года: 95»)."""

    fact: str
    plan: str
    partial: str
    illustrative: str
    baseline: str = ""
    path: str = ""
    noted: str = ""


def plan_and_fact(
    frame: Frame,
    *,
    labels: PlanFactLabels,
    baseline: float | None = None,
    breaks: Mapping[str, str] | None = None,
    path: tuple[str, str] | None = None,
    theme: Theme = LIGHT,
) -> Figure:
    """Draw fact as bars and plan as a line with a diamond over each period; absent values stay
    visibly empty.

    ``frame``: one row a period in order – period, label, value, plan, state, status, marks (list),
    text, hover, and optionally plan_text, part and year, the label in two, low and high, the
    whisker, and note, what has been noted of the number. ``breaks``: period → finished label; a
    dotted line stands before that period. ``path`` leads from the fact of one period to the plan of
    a later one. A click gives ``customdata == [period]``.
    """
    values, plans = drawn(frame), numbers(column(frame, "plan"))
    low, high = span(values, plans, [baseline], tops(frame, values), room=note_room(frame))
    empty = absence.is_empty(frame, plans, [baseline])
    floor = max(low, 0.0)
    notes = (
        absence.one_word(frame, theme)
        if empty
        else absence.slot_words(frame, theme, floor, word_feet(frame, plans, floor, high - low))
    )
    break_lines, break_notes = _breaks(frame, breaks or {}, theme)
    target = [*plan_name(frame, plans, labels.plan, theme)]
    return figure(
        [
            None if empty else absence.slots(absence.absent(frame), floor, high, theme),
            _baseline(baseline, len(frame), labels, theme),
            *_bars(frame, values, labels, theme),
            _path(frame, values, plans, path, labels, theme),
            plan_lines(plans, theme),
            note_marks(frame, low, high, labels.noted, theme),
            plan_marks(frame, plans, labels.plan, theme, named=not target),
            bar_numbers(frame, values, plans, high - low, theme) if len(frame) <= ROOMY else None,
        ],
        theme=theme,
        labels=labels,
        height=absence.HEIGHT if empty else HEIGHT,
        **end_room(target, theme, legend=True),
        xaxis=period_axis(frame, theme),
        yaxis=value_axis(low, high, labels, theme, **quiet_ticks(values, plans, [baseline])),
        barmode="overlay",
        barcornerradius=0,
        showlegend=True,
        legend=top_legend(theme) | {"y": 1.1 if break_lines else 1.03},
        shapes=[absence.frame_line(theme)] if empty else break_lines,
        annotations=[
            *notes,
            *([] if empty else break_notes),
            *end_labels(target, low, high, PLOT, theme),
        ],
    )


def _bars(
    frame: Frame, values: list[float | None], labels: PlanFactLabels, theme: Theme
) -> list[Trace]:
    """Only periods with a value have a bar, zero included; each look that occurs is a trace and a
    legend entry.
    """
    looks: dict[tuple[bool, bool], list[int]] = {}
    for place, (value, marks) in enumerate(zip(values, column(frame, "marks"), strict=True)):
        if value is not None:
            looks.setdefault(("illustrative" in marks, "partial" in marks), []).append(place)
    return [
        _bars_alike(frame, values, looks[look], theme)
        | {
            "name": _look_name(look, labels),
            "marker": _look(look, theme, outlined=len(frame) <= CROWDED),
            "legendrank": 1 + sum(look),
        }
        for look in sorted(looks)
    ]


def _bars_alike(frame: Frame, values: list[float | None], places: list[int], theme: Theme) -> Trace:
    reach = whiskers([frame[place] for place in places], [values[place] for place in places], theme)
    return {
        **({"error_y": reach} if reach else {}),
        "type": "bar",
        "x": places,
        "y": [values[place] for place in places],
        "width": absence.HALF * 2,
        "customdata": keys(frame[place]["period"] for place in places),
        "hovertext": [frame[place]["hover"] for place in places],
        "hoverinfo": "text",
    }


def _look(look: tuple[bool, bool], theme: Theme, *, outlined: bool) -> dict[str, Any]:
    """Illustrative bars are lighter, partly covered ones hatched."""
    illustrative, partial = look
    marker: dict[str, Any] = {
        "color": theme.accent_soft if illustrative else theme.accent,
        "line": {"color": theme.accent, "width": OUTLINE if outlined else 0},
    }
    hatch = {
        "shape": "/",
        "size": 8,
        "solidity": 0.35,
        "fillmode": "overlay",
        "fgcolor": theme.card,
    }
    return marker | {"pattern": hatch} if partial else marker


def _look_name(look: tuple[bool, bool], labels: PlanFactLabels) -> str:
    named = zip((labels.illustrative, labels.partial), look, strict=True)
    return ", ".join(word for word, occurs in named if occurs) or labels.fact


def _path(
    frame: Frame,
    values: list[float | None],
    plans: list[float | None],
    path: tuple[str, str] | None,
    labels: PlanFactLabels,
    theme: Theme,
) -> Trace | None:
    """A broken line from the newest fact to a plan that is still to come."""
    periods = column(frame, "period")
    if path is None or not {*path} <= {*periods}:
        return None
    start, goal = map(periods.index, path)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": labels.path,
        "x": [start, goal],
        "y": [values[start], plans[goal]],
        "line": {"color": theme.muted, "width": 2, "dash": "dash"},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _baseline(
    level: float | None, count: int, labels: PlanFactLabels, theme: Theme
) -> Trace | None:
    """A dashed line across the plot, named in the legend, where it covers no number."""
    if level is None:
        return None
    return {
        "type": "scatter",
        "mode": "lines",
        "name": labels.baseline,
        "legendrank": 2000,
        "x": [-0.5, count - 0.5],
        "y": [level, level],
        "line": {"color": theme.muted, "width": 2, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _breaks(frame: Frame, breaks: Mapping[str, str], theme: Theme) -> tuple[list[Any], list[Any]]:
    lines, notes = [], []
    for place, period in enumerate(column(frame, "period")):
        if period in breaks:
            line = {"color": theme.muted, "width": 2, "dash": "dot"}
            x, side = place - 0.5, "left" if place < len(frame) / 2 else "right"
            lines.append(
                {"type": "line", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1, "line": line}
            )
            notes.append(
                note(breaks[period], theme, x=x, xanchor=side, yref="paper", y=1, yanchor="bottom")
            )
    return lines, notes
