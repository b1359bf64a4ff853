"""A schematic map: a tile for each district, or the polygons of a user's GeoJSON, coloured by value."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.figures.absence import hatching
from dashboard.figures.base import Figure, Trace, Words, drawn, figure, note, quiet_axis, wrapped
from dashboard.figures.theme import LIGHT, Theme, mixed, readable_on

Ring = Sequence[tuple[float, float]]
Rings = Mapping[str, Sequence[Ring]]

INSET = (0.014, 0.03)
"""Half the gap between two neighbouring tiles, across and down, in tiles; they are about twice as wide as high."""


def tile_map(frame: pd.DataFrame, *, words: Words, theme: Theme = LIGHT) -> Figure:
    """Draw one labelled tile a district; tiles are as wide as the page allows, so that names fit on a telephone.

    ``frame``: one row a district – code, label, x, y (whole or half tiles, y grows downwards), value, state, text,
    hover. A click gives ``customdata == [code]``.
    """
    corners = zip(frame["code"], frame["x"], frame["y"], strict=True)
    tiles = {code: [_tile(float(x), float(y))] for code, x, y in corners}
    drawn_map = region_map(frame, tiles, words=words, theme=theme, wrap=16)
    rows = float(frame["y"].max() - frame["y"].min()) + 1 if len(frame) else 1
    drawn_map["layout"]["height"] = round((24 + 104 * rows) * theme.size / 14)
    drawn_map["layout"]["xaxis"] = quiet_axis(theme, showticklabels=False, range=_ends(frame["x"]))
    drawn_map["layout"]["yaxis"] = quiet_axis(theme, showticklabels=False, range=_ends(frame["y"])[::-1])
    return drawn_map


def region_map(frame: pd.DataFrame, rings: Rings, *, words: Words, theme: Theme = LIGHT, wrap: int = 14) -> Figure:
    """Draw one polygon a district from ``rings``: code → closed rings of (x, y), longitude first.

    ``frame``: code, label, value, state, text, hover; a district without rings is not drawn.
    """
    shades = shade_values(drawn(frame), theme)
    rows = [(number, row) for number, row in enumerate(frame.to_dict("records")) if rings.get(row["code"])]
    outer = {number: max(rings[row["code"]], key=len) for number, row in rows}
    return figure(
        [_polygon(row, rings[row["code"]], shades[number], theme) for number, row in rows],
        theme=theme,
        words=words,
        height=480,
        margin={"l": 4, "r": 4, "t": 8, "b": 8},
        xaxis=quiet_axis(theme, showticklabels=False, constrain="domain"),
        yaxis=quiet_axis(theme, showticklabels=False, scaleanchor="x", constrain="domain"),
        hovermode="closest",
        annotations=[
            label for number, row in rows for label in _labels(row, outer[number], shades[number], wrap, theme)
        ],
    )


def shade_values(values: Sequence[float | None], theme: Theme) -> list[str | None]:
    """A colour of the sequential scale for each value; None for no value; equal values take the middle."""
    known = [value for value in values if value is not None]
    if not known:
        return [None] * len(values)
    low, reach = min(known), max(known) - min(known)
    shares = [None if value is None else (value - low) / reach if reach else 0.5 for value in values]
    return [None if share is None else mixed(*theme.scale, share) for share in shares]


def _ends(places: pd.Series) -> list[float]:
    """An axis from the first tile's edge to the last one's: no room is lost on a telephone."""
    return [float(places.min()), float(places.max()) + 1] if len(places) else [0.0, 1.0]


def _tile(x: float, y: float) -> Ring:
    left, right, top, bottom = x + INSET[0], x + 1 - INSET[0], y + INSET[1], y + 1 - INSET[1]
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _polygon(row: Mapping[Any, Any], rings: Sequence[Ring], shade: str | None, theme: Theme) -> Trace:
    """A filled outline; several rings are parted by a gap, as Plotly wants them."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        xs += [*(x for x, _ in ring), None]
        ys += [*(y for _, y in ring), None]
    filled: dict[str, Any] = {"fillcolor": shade} if shade else {"fillpattern": hatching(theme)}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": row["label"],
        "x": xs[:-1],
        "y": ys[:-1],
        "fill": "toself",
        "hoveron": "fills",
        "line": {"color": theme.card if shade else theme.empty, "width": 1.5},
        "customdata": [row["code"]],
        "text": row["hover"],
        "hoverinfo": "text",
        **filled,
    }


def _labels(row: Mapping[Any, Any], ring: Ring, shade: str | None, wrap: int, theme: Theme) -> list[dict[str, Any]]:
    """Name and, under it, value in the middle of a polygon; clicks fall through to it."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    middle = {"x": (min(xs) + max(xs)) / 2, "y": (min(ys) + max(ys)) / 2, "captureevents": False}
    if shade is None:
        return [note(f"{wrapped(row['label'], wrap)}<br>{row['text']}", theme, **middle, bgcolor=theme.card)]
    colour = readable_on(shade)
    name = note(wrapped(row["label"], wrap), theme, **middle, yanchor="bottom", yshift=1)
    figures = note(f"<b>{row['text']}</b>", theme, **middle, yanchor="top", yshift=1)
    name["font"] = {"size": theme.size, "color": colour}
    figures["font"] = {"size": theme.size + 6, "color": colour}
    return [name, figures]
