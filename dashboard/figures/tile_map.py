"""A schematic map: a tile for each district, or the polygons of a user's GeoJSON, coloured by
value.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from math import cos, radians
from typing import Any

from dashboard.figures.absence import hatching
from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    drawn,
    figure,
    fitted,
    note,
    quiet_axis,
)
from dashboard.figures.inside import Ring, spot
from dashboard.figures.theme import LIGHT, Theme, mixed, readable_on

Rings = Mapping[str, Sequence[Ring]]

INSET = (0.014, 0.03)
"""Half the gap between two neighbouring tiles, across and down, in tiles; they are about twice as
wide as high.
"""
SIZES = {"wide": (470, 0, 4), "narrow": (300, -2, 2)}
"""A map on a desk and on a telephone: its pixels across, and how its names and numbers differ from
the theme's size.

A figure does not know its width: names are written for both, and the page shows the fitting ones
(``.tracewide``).
"""
LETTER = 0.62
"""Width of a letter, in type sizes."""
LEAST = 7
"""Lines of fewer letters are not made: a name in splinters is no name."""
HEIGHT = 480
MARGIN = {"l": 4, "r": 4, "t": 8, "b": 8}
FOOT = 20
"""Pixels under a map for who drew its outlines."""


def tile_map(frame: Frame, *, labels: ChartLabels, theme: Theme = LIGHT) -> Figure:
    """Draw one labelled tile a district; tiles are as wide as the page allows, so that names fit on
    a telephone.

    ``frame``: one row a district – code, label, x, y (whole or half tiles, y grows downwards),
    value, state, text, hover. A click gives ``customdata == [code]``.
    """
    corners = zip(column(frame, "code"), column(frame, "x"), column(frame, "y"), strict=True)
    tiles = {code: [_tile(float(x), float(y))] for code, x, y in corners}
    across, down = _ends(column(frame, "x")), _ends(column(frame, "y"))
    return figure(
        _traces(frame, tiles, theme, lambda _ring, pixels: pixels / (across[1] - across[0])),
        theme=theme,
        labels=labels,
        height=24 + 104 * (down[1] - down[0]),
        margin=MARGIN,
        xaxis=quiet_axis(theme, showticklabels=False, range=across),
        yaxis=quiet_axis(theme, showticklabels=False, range=down[::-1]),
    )


def region_map(
    frame: Frame,
    rings: Rings,
    *,
    labels: ChartLabels,
    theme: Theme = LIGHT,
    credit: str = "",
) -> Figure:
    """Draw one polygon a district from ``rings``: code → closed rings of (longitude, latitude), in
    degrees.

    ``frame``: code, label, value, state, text, hover; a district without rings is not drawn. A name
    that has no room in its polygon is left to the pointer and to the chart beside. ``credit`` names
    whose outlines these are: it is a part of the figure, so that no picture of it goes without.
    """
    drawable = {code: rings[code] for code in column(frame, "code") if rings.get(code)}
    across = _span(x for outline in drawable.values() for ring in outline for x, _ in ring)
    down = _span(y for outline in drawable.values() for ring in outline for _, y in ring)
    # A degree of longitude shrinks towards the poles: without this a northern city lies flattened.
    stretch = 1 / max(cos(radians(sum(down) / 2)), 0.05)

    def room(ring: Ring, pixels: int) -> float:
        scale = min(pixels / (across[1] - across[0]), (HEIGHT - 16) / (down[1] - down[0]) / stretch)
        return 2 * spot(ring, stretch).room * scale

    return figure(
        _traces(frame, drawable, theme, room, stretch),
        theme=theme,
        labels=labels,
        height=HEIGHT + (FOOT if credit else 0),
        margin=MARGIN | ({"b": MARGIN["b"] + FOOT} if credit else {}),
        annotations=[_foot(credit, theme)] if credit else [],
        xaxis=quiet_axis(theme, showticklabels=False, range=across, constrain="domain"),
        yaxis=quiet_axis(
            theme,
            showticklabels=False,
            range=down,
            scaleanchor="x",
            scaleratio=stretch,
            constrain="domain",
        ),
    )


def _foot(credit: str, theme: Theme) -> dict[str, Any]:
    """Under the map, at its right."""
    corner = {
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 0,
        "xanchor": "right",
        "yanchor": "top",
        "yshift": -4,
    }
    return note(
        escape(credit, quote=False),
        theme,
        **corner,
        font={"size": theme.size - 2, "color": theme.muted},
    )


def _traces(
    frame: Frame,
    rings: Rings,
    theme: Theme,
    room: Callable[[Ring, int], float],
    stretch: float = 1.0,
) -> list[Trace]:
    """The polygons, and over them their names; ``room`` is how many pixels a ring offers on a map
    so many across.
    """
    shades = shade_values(drawn(frame), theme)
    rows = [
        {**row, "shade": shade, "ring": max(rings[row["code"]], key=len)}
        for row, shade in zip(frame, shades, strict=True)
        if rings.get(row["code"])
    ]
    polygons = [_polygon(row, rings[row["code"]], row["shade"], theme) for row in rows]
    return [*polygons, *(_names(rows, width, theme, room, stretch) for width in SIZES)]


def _span(places: Iterable[float]) -> list[float]:
    """From the least to the greatest, with a little air; a world of one where there is none."""
    known = list(places) or [0.0, 1.0]
    air = (max(known) - min(known) or 1.0) * 0.01
    return [min(known) - air, max(known) + air]


def shade_values(values: Sequence[float | None], theme: Theme) -> list[str | None]:
    """A colour of the sequential scale for each value; None for no value; equal values take the
    middle.
    """
    known = [value for value in values if value is not None]
    if not known:
        return [None] * len(values)
    low, reach = min(known), max(known) - min(known)
    shares = [
        None if value is None else (value - low) / reach if reach else 0.5 for value in values
    ]
    return [None if share is None else mixed(*theme.scale, share) for share in shares]


def _ends(places: Sequence[float]) -> list[float]:
    """An axis from the first tile's edge to the last one's: no room is lost on a telephone."""
    return [float(min(places)), float(max(places)) + 1] if places else [0.0, 1.0]


def _tile(x: float, y: float) -> Ring:
    left, right, top, bottom = x + INSET[0], x + 1 - INSET[0], y + INSET[1], y + 1 - INSET[1]
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _polygon(
    row: Mapping[Any, Any], rings: Sequence[Ring], shade: str | None, theme: Theme
) -> Trace:
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
        "name": escape(row["label"], quote=False),
        "x": xs[:-1],
        "y": ys[:-1],
        "fill": "toself",
        "hoveron": "fills",
        "line": {"color": theme.card if shade else theme.empty, "width": 1.5},
        "customdata": [row["code"]],
        "text": row["hover"],
        "hoverinfo": "text",
        "showlegend": False,
        **filled,
    }


def _names(
    rows: Sequence[Mapping[Any, Any]],
    width: str,
    theme: Theme,
    room: Callable[[Ring, int], float],
    stretch: float,
) -> Trace:
    """Name and, under it, value in each polygon; the pointer falls through to the polygon."""
    pixels, smaller, larger = SIZES[width]
    spots = [spot(row["ring"], stretch) for row in rows]
    letter = (14 + smaller) * LETTER
    return {
        "type": "scatter",
        "mode": "text",
        "uid": width,
        "opacity": 1
        if width == "wide"
        else 0,  # a saved picture knows no page, and shows the wide ones
        "x": [each.x for each in spots],
        "y": [each.y for each in spots],
        "text": [
            _label(row, int(room(row["ring"], pixels) / letter), theme.size + larger)
            for row in rows
        ],
        "textposition": "middle center",
        "textfont": {
            "size": theme.size + smaller,
            "color": [
                theme.muted if row["shade"] is None else readable_on(row["shade"]) for row in rows
            ],
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _label(row: Mapping[Any, Any], letters: int, size: int) -> str:
    """What stands in a polygon with room for so many letters in a line: at least the number."""
    value = (
        row["text"]
        if row["shade"] is None
        else f'<b><span style="font-size:{size}px">{row["text"]}</span></b>'
    )
    name = fitted(row["label"], max(letters, LEAST))
    fits = all(len(line) <= letters for line in name.split("<br>"))
    return f"{name}<br>{value}" if fits else value
