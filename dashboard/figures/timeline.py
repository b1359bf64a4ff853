"""A plan as a time line: planned and actual days of each activity, and today."""

from dataclasses import dataclass
from typing import Any

from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    figure,
    fitted,
    note,
    quiet_axis,
)
from dashboard.figures.theme import LIGHT, Theme

ROW = 46
LETTERS = 46
COLOURS = {
    "overdue": "not_achieved",
    "late": "at_risk",
    "done": "achieved",
    "coming": "undetermined",
    "undated": "undetermined",
}
"""How an activity stands, and the colour of the status that says as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLabels(ChartLabels):
    """Legend words, and the finished label of today («Сегодня, 29 ноября 2026»)."""

    planned: str
    actual: str
    today: str


def timeline(
    frame: Frame,
    *,
    first: str,
    last: str,
    today: str,
    labels: TimelineLabels,
    theme: Theme = LIGHT,
) -> Figure:
    """Draw each row's planned day as an open diamond, its actual day as a filled dot, joined.

    ``frame``: one row an activity in order – key, label, planned, done (ISO days or None), progress,
    hover. ``first``, ``last`` and ``today`` are ISO days; today is marked where it lies between
    them. A click gives ``customdata == [key]``.
    """
    rows = len(frame)
    return figure(
        [
            *_spans(frame, theme),
            _days(frame, "planned", labels.planned, "diamond-open", theme),
            _days(frame, "done", labels.actual, "circle", theme),
        ],
        theme=theme,
        labels=labels,
        height=90 + ROW * rows,
        xaxis=quiet_axis(theme, type="date", range=[first, last], showgrid=True, tickformat="%m.%Y")
        | {"gridcolor": theme.line, "tickfont": {"size": theme.size - 1, "color": theme.muted}},
        yaxis=quiet_axis(theme, range=[rows - 0.4, -0.8], visible=False),
        showlegend=True,
        shapes=_today_line(first, last, today, theme),
        annotations=[
            *_labels(frame, first, theme),
            *_today_label(first, last, today, labels, theme),
        ],
    )


def _spans(frame: Frame, theme: Theme) -> list[Trace]:
    """From the planned to the actual day, where both are known."""
    both = zip(
        column(frame, "planned"), column(frame, "done"), column(frame, "progress"), strict=True
    )
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [planned, actual],
            "y": [place, place],
            "line": {"color": theme.status[COLOURS[progress]], "width": 2},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for place, (planned, actual, progress) in enumerate(both)
        if planned is not None and actual is not None
    ]


def _days(frame: Frame, event: str, name: str, symbol: str, theme: Theme) -> Trace:
    days = column(frame, event)
    places = [place for place, day in enumerate(days) if day is not None]
    colours = [theme.status[COLOURS[frame[place]["progress"]]] for place in places]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [days[place] for place in places],
        "y": places,
        "marker": {"symbol": symbol, "size": 11, "color": colours, "line": {"width": 2}},
        "cliponaxis": False,
        "customdata": [[frame[place]["key"]] for place in places],
        "hovertext": [frame[place]["hover"] for place in places],
        "hoverinfo": "text",
    }


def _labels(frame: Frame, first: str, theme: Theme) -> list[dict[str, Any]]:
    """Each activity's name above its line, from the left."""
    return [
        note(
            fitted(label, LETTERS).split("<br>")[0]
            + ("…" if "<br>" in fitted(label, LETTERS) else ""),
            theme,
            xref="paper",
            x=0,
            xanchor="left",
            y=place - 0.2,
            yanchor="bottom",
        )
        | {"font": {"size": theme.size - 1, "color": theme.ink}}
        for place, label in enumerate(column(frame, "label"))
    ]


def _today_line(first: str, last: str, today: str, theme: Theme) -> list[dict[str, Any]]:
    if not first <= today <= last:
        return []
    line = {"color": theme.accent, "width": 2, "dash": "dot"}
    return [
        {"type": "line", "x0": today, "x1": today, "yref": "paper", "y0": 0, "y1": 1, "line": line}
    ]


def _today_label(
    first: str, last: str, today: str, labels: TimelineLabels, theme: Theme
) -> list[dict[str, Any]]:
    if not first <= today <= last:
        return []
    return [note(labels.today, theme, x=today, yref="paper", y=0, yanchor="top", yshift=-22)]
