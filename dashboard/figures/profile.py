"""A district against the city: one dot an indicator, the city at one."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.figures.base import Figure, Trace, Words, drawn, figure, keys, note, quiet_axis, wrapped
from dashboard.figures.theme import LIGHT, Theme

ROW = 64
"""Height of an indicator's row in pixels: up to two lines of its name, and the dot's track."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileWords(Words):
    """``city`` names the reference line («Город = 1»)."""

    city: str


def profile(frame: pd.DataFrame, *, words: ProfileWords, theme: Theme = LIGHT) -> Figure:
    """Draw, for each indicator, how far the district stands from the city; names stand above the tracks.

    ``frame``: one row an indicator, from the top – code, name, value (district ÷ city), state, text, hover.
    A click gives ``customdata == [code]``.
    """
    values = drawn(frame)
    far = max([value for value in values if value is not None] + [1.6]) * 1.15
    city = {"x": 1, "yref": "paper", "y": 1, "yanchor": "bottom"}
    return figure(
        [_stems(values, theme), _dots(frame, values, theme)],
        theme=theme,
        words=words,
        height=40 + ROW * max(len(frame), 1),
        margin={"l": 8, "r": 8, "t": 32, "b": 8},
        xaxis=quiet_axis(theme, range=[0, far], showticklabels=False),
        yaxis=quiet_axis(theme, range=[len(frame) - 0.45, -0.75], showticklabels=False),
        shapes=[*_tracks(len(frame), theme), _city_line(theme)],
        annotations=[
            note(words.city, theme, **city, font={"size": theme.size, "color": theme.ink}),
            *_names(frame, theme),
            *_texts(frame, values, far, theme),
        ],
    )


def _dots(frame: pd.DataFrame, values: list[float | None], theme: Theme) -> Trace:
    shown = [place for place, value in enumerate(values) if value is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [values[place] for place in shown],
        "y": shown,
        "marker": {"size": 15, "color": theme.accent, "line": {"color": theme.card, "width": 2}},
        "cliponaxis": False,
        "customdata": keys(frame["code"].iloc[place] for place in shown),
        "hovertext": [frame["hover"].iloc[place] for place in shown],
        "hoverinfo": "text",
    }


def _stems(values: list[float | None], theme: Theme) -> Trace:
    """From the city's one to the district's dot."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for place, value in enumerate(values):
        if value is not None:
            xs += [1.0, value, None]
            ys += [place, place, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": theme.accent, "width": 4},
        "hoverinfo": "skip",
    }


def _tracks(count: int, theme: Theme) -> list[dict[str, Any]]:
    line = {"color": theme.line, "width": 2}
    ends = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below", "line": line}
    return [ends | {"y0": place, "y1": place} for place in range(count)]


def _city_line(theme: Theme) -> dict[str, Any]:
    line = {"color": theme.ink, "width": 2, "dash": "dash"}
    return {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": 1, "x1": 1, "layer": "below", "line": line}


def _names(frame: pd.DataFrame, theme: Theme) -> list[dict[str, Any]]:
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "bottom", "yshift": 9, "align": "left"}
    font = {"size": theme.size, "color": theme.ink}
    return [
        note(wrapped(name, 42), theme, **place, y=row, font=font, bgcolor=theme.card)
        for row, name in enumerate(frame["name"])
    ]


def _texts(frame: pd.DataFrame, values: list[float | None], far: float, theme: Theme) -> list[dict[str, Any]]:
    """The value at the right end of each track; the state's word where there is none."""
    place = {"xref": "paper", "x": 1, "xanchor": "right", "bgcolor": theme.card}
    texts = [text if value is None else f"<b>{text}</b>" for text, value in zip(frame["text"], values, strict=True)]
    colours = [theme.muted if value is None else theme.ink for value in values]
    return [
        note(text, theme, **place, y=row, font={"size": theme.size, "color": colour})
        for row, (text, colour) in enumerate(zip(texts, colours, strict=True))
    ]
