"""Plan and fact by year: the main chart of an indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.figures import absence
from dashboard.figures.base import (
    CLEAR,
    ROOMY,
    Figure,
    Trace,
    Words,
    drawn,
    figure,
    keys,
    note,
    numbers,
    quiet_ticks,
    span,
    top_legend,
    value_axis,
)
from dashboard.figures.periods import period_axis
from dashboard.figures.theme import LIGHT, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFactWords(Words):
    """Legend words, and the finished label of the baseline («База 2013 года: 95»)."""

    fact: str
    plan: str
    partial: str
    illustrative: str
    baseline: str = ""


def plan_and_fact(
    frame: pd.DataFrame,
    *,
    words: PlanFactWords,
    baseline: float | None = None,
    breaks: Mapping[str, str] | None = None,
    theme: Theme = LIGHT,
) -> Figure:
    """Draw fact as bars and plan as a line with a diamond over each period; absent values stay visibly empty.

    ``frame``: one row a period in order – period, label, value, plan, state, status, marks (list), text, hover, and
    optionally part and year, the label in two.
    ``breaks``: period → finished label; a dotted line stands before that period.
    A click gives ``customdata == [period]``.
    """
    values, plans = drawn(frame), numbers(frame["plan"])
    low, high = span(values, plans, [baseline])
    empty = absence.is_empty(frame, plans, [baseline])
    notes = absence.one_word(frame, theme) if empty else absence.slot_words(frame, theme, max(low, 0.0))
    break_lines, break_notes = _breaks(frame, breaks or {}, theme)
    return figure(
        [
            None if empty else absence.slots(absence.absent(frame), max(low, 0.0), high, theme),
            _baseline(baseline, len(frame), words, theme),
            *_bars(frame, values, words, theme),
            _plan_lines(plans, theme),
            _plan_marks(frame, plans, words, theme),
            _labels(frame, values, plans, high - low, theme) if len(frame) <= ROOMY else None,
        ],
        theme=theme,
        words=words,
        height=absence.HEIGHT if empty else 430,
        xaxis=period_axis(frame, theme),
        yaxis=value_axis(low, high, words, theme, **quiet_ticks(values, plans, [baseline])),
        barmode="overlay",
        barcornerradius=0,
        showlegend=True,
        legend=top_legend(theme) | {"y": 1.1 if break_lines else 1.03},
        shapes=[absence.frame_line(theme)] if empty else break_lines,
        annotations=notes if empty else notes + break_notes,
    )


def _bars(frame: pd.DataFrame, values: list[float | None], words: PlanFactWords, theme: Theme) -> list[Trace]:
    """Only periods with a value have a bar, zero included; each look that occurs is a trace and a legend entry."""
    looks: dict[tuple[bool, bool], list[int]] = {}
    for place, (value, marks) in enumerate(zip(values, frame["marks"], strict=True)):
        if value is not None:
            looks.setdefault(("illustrative" in marks, "partial" in marks), []).append(place)
    return [
        _bars_alike(frame, values, looks[look])
        | {"name": _look_name(look, words), "marker": _look(look, theme), "legendrank": 1 + sum(look)}
        for look in sorted(looks)
    ]


def _bars_alike(frame: pd.DataFrame, values: list[float | None], places: list[int]) -> Trace:
    return {
        "type": "bar",
        "x": places,
        "y": [values[place] for place in places],
        "width": absence.HALF * 2,
        "customdata": keys(frame["period"].iloc[place] for place in places),
        "hovertext": [frame["hover"].iloc[place] for place in places],
        "hoverinfo": "text",
    }


def _look(look: tuple[bool, bool], theme: Theme) -> dict[str, Any]:
    """Illustrative bars are lighter, partly covered ones hatched."""
    illustrative, partial = look
    marker: dict[str, Any] = {
        "color": theme.accent_soft if illustrative else theme.accent,
        "line": {"color": theme.accent, "width": 1.5},
    }
    hatch = {"shape": "/", "size": 8, "solidity": 0.35, "fillmode": "overlay", "fgcolor": theme.card}
    return marker | {"pattern": hatch} if partial else marker


def _look_name(look: tuple[bool, bool], words: PlanFactWords) -> str:
    named = zip((words.illustrative, words.partial), look, strict=True)
    return ", ".join(word for word, occurs in named if occurs) or words.fact


def _plan_lines(plans: list[float | None], theme: Theme) -> Trace:
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


def _plan_marks(frame: pd.DataFrame, plans: list[float | None], words: PlanFactWords, theme: Theme) -> Trace | None:
    shown = [place for place, plan in enumerate(plans) if plan is not None]
    if not shown:
        return None
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words.plan,
        "x": shown,
        "y": [plans[place] for place in shown],
        "marker": {"symbol": "diamond", "size": 11, "color": theme.ink, "line": {"color": theme.card, "width": 2}},
        "customdata": keys(frame["period"].iloc[place] for place in shown),
        "hovertext": [frame["hover"].iloc[place] for place in shown],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _labels(
    frame: pd.DataFrame, values: list[float | None], plans: list[float | None], reach: float, theme: Theme
) -> Trace:
    """Value texts above bar and plan mark; carried by invisible bars, because bar texts shrink to their width."""
    shown = [place for place, value in enumerate(values) if value is not None]
    return {
        "type": "bar",
        "x": shown,
        "y": [_label_height(values[place], plans[place], reach) for place in shown],
        "width": 0.96,
        "marker": {"color": CLEAR, "line": {"width": 0}},
        "text": [f"<b>{frame['text'].iloc[place]}</b>" for place in shown],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": theme.size + 1, "color": theme.ink},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _label_height(value: float | None, plan: float | None, reach: float) -> float:
    """Where a value's text stands: above the plan's mark if that lies just over the bar, else above the bar."""
    top = value or 0.0
    return plan + reach * 0.015 if plan is not None and top <= plan + reach * 0.02 < top + reach * 0.13 else top


def _baseline(level: float | None, count: int, words: PlanFactWords, theme: Theme) -> Trace | None:
    """A dashed line across the plot, named in the legend, where it covers no number."""
    if level is None:
        return None
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words.baseline,
        "legendrank": 2000,
        "x": [-0.5, count - 0.5],
        "y": [level, level],
        "line": {"color": theme.muted, "width": 2, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _breaks(frame: pd.DataFrame, breaks: Mapping[str, str], theme: Theme) -> tuple[list[Any], list[Any]]:
    lines, notes = [], []
    for place, period in enumerate(frame["period"]):
        if period in breaks:
            line = {"color": theme.muted, "width": 2, "dash": "dot"}
            x, side = place - 0.5, "left" if place < len(frame) / 2 else "right"
            lines.append({"type": "line", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1, "line": line})
            notes.append(note(breaks[period], theme, x=x, xanchor=side, yref="paper", y=1, yanchor="bottom"))
    return lines, notes
