"""Maps and lines as SVG for views on other sites, which have no script that could draw them."""

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

from markupsafe import Markup, escape

from dashboard.figures.base import Frame, grouped
from dashboard.figures.inside import Ring, Spot, degree_width, spot
from dashboard.figures.periods import period_names

WIDTH, HEIGHT = 640.0, 400.0
MARGIN = 8.0
FAINTEST, DEEPEST = 12, 78
"""The least and the greatest number of a map, as per cent of the accent."""
CORNERS = 5
"""Points of a closed tile."""
LARGEST = 46.0
"""The radius of the greatest circle."""
TONES = ("accent", "not_achieved", "achieved", "at_risk", "over_fulfilled", "muted")
DASHES = ("", "8 5", "2 4", "10 4 2 4")

Rings = Mapping[str, Sequence[Ring]]


def map_picture(frame: Frame, rings: Rings, *, by_size: bool, alternative: str) -> Markup:
    """Places by their ``rings`` of (x, y), y up: shaded by their numbers, or with a circle each.

    ``frame``: code, label, value, text of each place; one without a value has a dashed edge.
    """
    placed = _fitted(rings)
    values = [float(row["value"]) for row in frame if row["value"] is not None]
    drawn = "".join(
        _place(row, placed[row["code"]], values, by_size=by_size)
        for row in frame
        if row["code"] in placed
    )
    return _svg(drawn, alternative)


def _fitted(rings: Rings) -> Rings:
    """The rings in pixels of the picture, y down, as large as fits, in the middle."""
    points = [point for each in rings.values() for ring in each for point in ring]
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    low, high = min(y for _x, y in points), max(y for _x, y in points)
    scale = min(
        (WIDTH - 2 * MARGIN) / max(right - left, 1e-9),
        (HEIGHT - 2 * MARGIN) / max(high - low, 1e-9),
    )
    x0 = (WIDTH - (right - left) * scale) / 2 - left * scale
    y0 = (HEIGHT + (high - low) * scale) / 2 + low * scale
    return {
        code: [[(x0 + x * scale, y0 - y * scale) for x, y in ring] for ring in each]
        for code, each in rings.items()
    }


def geographic(rings: Rings) -> Rings:
    """Rings of (longitude, latitude) as plane ones."""
    heights = [y for each in rings.values() for ring in each for _x, y in ring]
    width = degree_width(min(heights), max(heights))
    return {
        code: [[(x * width, y) for x, y in ring] for ring in each] for code, each in rings.items()
    }


def tiles_of(corners: Mapping[str, tuple[float, float]]) -> Rings:
    """A rectangle for each place by its tile, y down, about twice as wide as high."""
    return {
        code: [
            [
                (2 * x, -y),
                (2 * x + 1.9, -y),
                (2 * x + 1.9, -y - 0.92),
                (2 * x, -y - 0.92),
                (2 * x, -y),
            ]
        ]
        for code, (x, y) in corners.items()
    }


def _place(
    row: Mapping[str, object], rings: Sequence[Ring], values: Sequence[float], *, by_size: bool
) -> str:
    value = row["value"]
    path = " ".join(_path(ring) for ring in rings)
    fill = "none" if value is None or by_size else _shade(float(value), values)  # type: ignore[arg-type]
    edge = "stroke-dasharray: 5 4" if value is None else ""
    middle = _middle(max(rings, key=len))
    circle = _circle(middle.x, middle.y, value, values) if by_size and value is not None else ""
    return (
        f'<path d="{path}" style="fill: {fill}; stroke: var(--line); {edge}"/>{circle}'
        f"{_words(middle.x, middle.y, str(row['label']), str(row['text']))}"
    )


def _middle(ring: Ring) -> Spot:
    """Where a place's words stand: in the middle of a tile, elsewhere where there is most room."""
    if len(ring) == CORNERS:
        (left, low), (right, high) = ring[0], ring[2]
        return Spot((left + right) / 2, (low + high) / 2, 0.0)
    return spot(ring)


def _path(ring: Ring) -> str:
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + " Z"


def _shade(value: float, values: Sequence[float]) -> str:
    low, reach = min(values), max(values) - min(values)
    share = (value - low) / reach if reach else 0.5
    per_cent = FAINTEST + share * (DEEPEST - FAINTEST)
    return f"color-mix(in srgb, var(--accent) {per_cent:.0f}%, var(--card))"


def _circle(x: float, y: float, value: object, values: Sequence[float]) -> str:
    size = float(value)  # type: ignore[arg-type]
    greatest = max(map(abs, values)) or 1
    radius = LARGEST * sqrt(abs(size) / greatest)
    fill = "var(--card)" if size < 0 else "var(--accent)"
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" '
        f'style="fill: {fill}; fill-opacity: .35; stroke: var(--accent)"/>'
    )


def _words(x: float, y: float, name: str, text: str) -> str:
    edge = "paint-order: stroke; stroke: var(--card); stroke-width: 3px"
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" style="fill: var(--ink); {edge}">'
        f'<tspan x="{x:.1f}" dy="-.2em" font-size="15">{escape(name)}</tspan>'
        f'<tspan x="{x:.1f}" dy="1.2em" font-size="17" font-weight="600">{escape(text)}</tspan></text>'
    )


def lines_picture(frame: Frame, *, alternative: str) -> Markup:
    """A line for each series over the same periods; a period without a value is a gap.

    ``frame`` is that of ``figures.compare``: series, period, label, value, and optionally part and
    year.
    """
    groups = list(grouped(frame, "series").values())
    periods = list(dict.fromkeys(row["period"] for row in frame))
    values = [float(row["value"]) for row in frame if row["value"] is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    across = (WIDTH - 80) / max(len(periods) - 1, 1)
    up = (HEIGHT - 80) / ((high - low) or 1)

    def point(row: Mapping[str, object]) -> tuple[float, float]:
        x = 40 + periods.index(row["period"]) * across
        return x, HEIGHT - 40 - (float(row["value"]) - low) * up  # type: ignore[arg-type]

    lines = (
        _line([None if row["value"] is None else point(row) for row in group], number)
        for number, group in enumerate(groups)
    )
    return _svg("".join([*_ground(groups[0], across, HEIGHT - 40 + low * up), *lines]), alternative)


def _ground(first: Frame, across: float, zero: float) -> Iterator[str]:
    yield f'<path d="M20 {zero:.1f} H{WIDTH - 20:.0f}" style="stroke: var(--line); fill: none"/>'
    for lines, y in zip(period_names(first), (HEIGHT - 20, HEIGHT - 3), strict=True):
        for at, name in enumerate(lines):
            if name:
                yield _name(name, 40 + at * across, y)


def _name(name: str, x: float, y: float) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.0f}" text-anchor="middle" font-size="14" '
        f'style="fill: var(--muted)">{escape(name)}</text>'
    )


def _line(points: Sequence[tuple[float, float] | None], number: int) -> str:
    """The stretches between gaps, and a dot at each value."""
    tone = f"var(--{TONES[number % len(TONES)]})"
    dash = DASHES[number // len(TONES) % len(DASHES)]
    path, is_on = [], False
    for point in points:
        if point is not None:
            path.append(f"{'L' if is_on else 'M'}{point[0]:.1f} {point[1]:.1f}")
        is_on = point is not None
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" style="fill: {tone}"/>'
        for x, y in filter(None, points)
    )
    return (
        f'<path d="{" ".join(path)}" style="fill: none; stroke: {tone}; stroke-width: 3px; '
        f'stroke-dasharray: {dash or "none"}"/>{dots}'
    )


def _svg(drawn: str, alternative: str) -> Markup:
    # every word in it was escaped where it was put in
    return Markup(  # noqa: S704
        f'<svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" '
        f'aria-label="{escape(alternative)}">{drawn}</svg>'
    )
