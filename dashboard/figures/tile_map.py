"""A schematic map: a tile for each district, or the polygons of a user's GeoJSON.

What compares whatever the size of a place is its shade; what grows with a place is a circle on it,
as a large place that is shaded by a count would say that much happens there because it is large.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from dashboard.figures.absence import hatching
from dashboard.figures.base import (
    Figure,
    Frame,
    Trace,
    column,
    drawn,
    figure,
    fitted,
    quiet_axis,
)
from dashboard.figures.bubbles import bubbles, ground, largest
from dashboard.figures.inside import Ring, degree_width, spot
from dashboard.figures.map_key import MapKey, MapLabels, map_key, shade_values
from dashboard.figures.theme import LIGHT, Theme, readable_on

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
PATTERNS = {"no_data": "/", "not_applicable": "x", "not_due": ".", "hidden": "\\", "partial": "-"}
"""How a place without a shade or circle is hatched, by its state."""


def tile_map(frame: Frame, *, labels: MapLabels, theme: Theme = LIGHT) -> Figure:
    """Draw one labelled tile a district; tiles are as wide as the page allows, so that names fit on
    a telephone.

    ``frame``: one row a district – code, label, x, y (whole or half tiles, y grows downwards),
    value, state, text, hover. A click gives ``customdata == [code]``.
    """
    corners = zip(column(frame, "code"), column(frame, "x"), column(frame, "y"), strict=True)
    tiles = {code: [_tile(float(x), float(y))] for code, x, y in corners}
    across, down = _ends(column(frame, "x")), _ends(column(frame, "y"))

    def room(_ring: Ring, pixels: int) -> float:
        return pixels / (across[1] - across[0])

    drawing = _MapDrawing(frame, tiles, labels, theme, room)
    key = drawing.key()
    return figure(
        drawing.traces(),
        theme=theme,
        labels=labels,
        height=24 + 104 * (down[1] - down[0]) + key.height,
        **key.layout(MARGIN),
        xaxis=quiet_axis(theme, showticklabels=False, range=across),
        yaxis=quiet_axis(theme, showticklabels=False, range=down[::-1]),
    )


def region_map(
    frame: Frame,
    rings: Rings,
    *,
    labels: MapLabels,
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
    stretch = 1 / degree_width(*down)

    def room(ring: Ring, pixels: int) -> float:
        scale = min(pixels / (across[1] - across[0]), (HEIGHT - 16) / (down[1] - down[0]) / stretch)
        return 2 * spot(ring, stretch).room * scale

    drawing = _MapDrawing(frame, drawable, labels, theme, room, stretch)
    key = drawing.key(credit)
    return figure(
        drawing.traces(),
        theme=theme,
        labels=labels,
        height=HEIGHT + key.height,
        **key.layout(MARGIN),
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


@dataclass(frozen=True)
class _MapDrawing:
    """The outlines of a frame's places; ``room`` is how many pixels a ring offers on a map so many
    across.
    """

    frame: Frame
    rings: Rings
    labels: MapLabels
    theme: Theme
    room: Callable[[Ring, int], float]
    stretch: float = 1.0

    @cached_property
    def rows(self) -> list[dict[Any, Any]]:
        """The places that can be drawn, each with its ground and where its words have room."""
        grounds = self._grounds()
        return [
            {**row, "ground": ground, "ring": max(self.rings[row["code"]], key=len)}
            for row, ground in zip(self.frame, grounds, strict=True)
            if self.rings.get(row["code"])
        ]

    def _grounds(self) -> list[str | None]:
        """The colour of each place; None of one without a value."""
        values = drawn(self.frame)
        if not self.labels.by_size:
            return shade_values(values, self.theme)
        return [None if value is None else ground(self.theme) for value in values]

    def traces(self) -> list[Trace | None]:
        """The polygons, over them the circles, over them the names."""
        polygons = [_polygon(row, self.rings[row["code"]], self.theme) for row in self.rows]
        names = [_names(self.rows, width, self.theme, self.room, self.stretch) for width in SIZES]
        return [*polygons, self._bubbles(), *names]

    def _bubbles(self) -> Trace | None:
        if not self.labels.by_size:
            return None
        spots = [spot(row["ring"], self.stretch) for row in self.rows]
        return bubbles(drawn(self.rows), spots, self.diameter, self.theme)

    @property
    def diameter(self) -> float:
        """Pixels of the largest circle; on a wall it grows as the letters do."""
        rooms = [self.room(row["ring"], SIZES["narrow"][0]) for row in self.rows]
        return largest(rooms) * self.theme.size / LIGHT.size

    def key(self, credit: str = "") -> MapKey:
        """What stands under the map."""
        return map_key(drawn(self.rows), self.labels, self.diameter, self.theme, credit)


def _span(places: Iterable[float]) -> list[float]:
    """From the least to the greatest, with a little air; a world of one where there is none."""
    known = list(places) or [0.0, 1.0]
    air = (max(known) - min(known) or 1.0) * 0.01
    return [min(known) - air, max(known) + air]


def _ends(places: Sequence[float]) -> list[float]:
    """An axis from the first tile's edge to the last one's: no room is lost on a telephone."""
    return [float(min(places)), float(max(places)) + 1] if places else [0.0, 1.0]


def _tile(x: float, y: float) -> Ring:
    left, right, top, bottom = x + INSET[0], x + 1 - INSET[0], y + INSET[1], y + 1 - INSET[1]
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _polygon(row: Mapping[Any, Any], rings: Sequence[Ring], theme: Theme) -> Trace:
    """A filled outline; several rings are parted by a gap, as Plotly wants them."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        xs += [*(x for x, _ in ring), None]
        ys += [*(y for _, y in ring), None]
    hatched = hatching(theme, PATTERNS[row["state"]]) if row["ground"] is None else {}
    filled: dict[str, Any] = {"fillpattern": hatched} if hatched else {"fillcolor": row["ground"]}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": escape(row["label"], quote=False),
        "x": xs[:-1],
        "y": ys[:-1],
        "fill": "toself",
        "hoveron": "fills",
        "line": {"color": theme.empty if hatched else theme.card, "width": 1.5},
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
                theme.muted if row["ground"] is None else readable_on(row["ground"]) for row in rows
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
        if row["ground"] is None
        else f'<b><span style="font-size:{size}px">{row["text"]}</span></b>'
    )
    name = fitted(row["label"], max(letters, LEAST))
    fits = all(len(line) <= letters for line in name.split("<br>"))
    return f"{name}<br>{value}" if fits else value
