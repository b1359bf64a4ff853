"""A district against the city: one dot an indicator, the city at one."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    drawn,
    figure,
    keys,
    note,
    quiet_axis,
    wrapped,
)
from dashboard.figures.theme import LIGHT, Theme

LINE, TRACK = 19, 66
"""Height in pixels of a line of a name, and of the track with its dot and the value under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileLabels(ChartLabels):
    """``city`` names the reference line («Город = 1»)."""

    city: str


def profile(frame: Frame, *, labels: ProfileLabels, theme: Theme = LIGHT) -> Figure:
    """Draw, for each indicator, how far the district stands from the city; names stand above the
    tracks.

    ``frame``: one row an indicator, from the top – code, name, value (district ÷ city), state,
    text, hover. A click gives ``customdata == [code]``.
    """
    values, names = drawn(frame), [wrapped(name, 36) for name in column(frame, "name")]
    rows = track_heights(names)
    far = max([value for value in values if value is not None] + [1.6]) * 1.45
    total = rows[-1] + TRACK / 2 if rows else TRACK
    return figure(
        [_stems(values, rows, theme), _dots(frame, values, rows, theme)],
        theme=theme,
        labels=labels,
        height=total + 40,
        margin={"l": 4, "r": 4, "t": 32, "b": 8},
        xaxis=quiet_axis(theme, range=[0, far], showticklabels=False),
        yaxis=quiet_axis(theme, range=[total, 0], showticklabels=False),
        shapes=[*_tracks(rows, theme), _city_line(theme)],
        annotations=[
            _city_word(labels, theme),
            *_names(names, rows, theme),
            *_texts(frame, values, rows, theme),
        ],
    )


def track_heights(names: list[str]) -> list[float]:
    """Where each row's track lies, in pixels from the top, given its name broken into lines."""
    heights = [LINE * (name.count("<br>") + 1) + TRACK for name in names]
    return [end - TRACK / 2 for end in accumulate(heights)]


def _dots(frame: Frame, values: list[float | None], rows: list[float], theme: Theme) -> Trace:
    filled = [place for place, value in enumerate(values) if value is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [values[place] for place in filled],
        "y": [rows[place] for place in filled],
        "marker": {"size": 15, "color": theme.accent, "line": {"color": theme.card, "width": 2}},
        "cliponaxis": False,
        "customdata": keys(frame[place]["code"] for place in filled),
        "hovertext": [frame[place]["hover"] for place in filled],
        "hoverinfo": "text",
    }


def _stems(values: list[float | None], rows: list[float], theme: Theme) -> Trace:
    """From the city's one to the district's dot."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for height, value in zip(rows, values, strict=True):
        if value is not None:
            xs += [1.0, value, None]
            ys += [height, height, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": theme.accent, "width": 4},
        "hoverinfo": "skip",
    }


def _tracks(rows: list[float], theme: Theme) -> list[dict[str, Any]]:
    line = {"color": theme.line, "width": 2}
    ends = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below", "line": line}
    return [ends | {"y0": height, "y1": height} for height in rows]


def _city_line(theme: Theme) -> dict[str, Any]:
    line = {"color": theme.ink, "width": 2, "dash": "dash"}
    return {
        "type": "line",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "x0": 1,
        "x1": 1,
        "layer": "below",
        "line": line,
    }


def _city_word(labels: ProfileLabels, theme: Theme) -> dict[str, Any]:
    font = {"size": theme.size, "color": theme.ink}
    return note(labels.city, theme, x=1, yref="paper", y=1, yanchor="bottom", font=font)


def _names(names: list[str], rows: list[float], theme: Theme) -> list[dict[str, Any]]:
    place = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 9,
        "align": "left",
    }
    font = {"size": theme.size, "color": theme.ink}
    return [
        note(name, theme, **place, y=height, font=font, bgcolor=theme.card)
        for name, height in zip(names, rows, strict=True)
    ]


def _texts(
    frame: Frame, values: list[float | None], rows: list[float], theme: Theme
) -> list[dict[str, Any]]:
    """The value under each track, where it covers neither its dot nor the line of the whole; or the
    state's word.
    """
    place = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -9,
        "bgcolor": theme.card,
    }
    figures = {"size": theme.size + 1, "color": theme.ink}
    return [
        note(text, theme, **place, y=height)
        if value is None
        else note(f"<b>{text}</b>", theme, **place, y=height, font=figures)
        for text, value, height in zip(column(frame, "text"), values, rows, strict=True)
    ]
