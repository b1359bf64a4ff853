"""Where one number stands among those of others: a bar from the worst to the best, its middle half,
its median, and a dot.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.base import ChartLabels, Figure, Trace, figure, quiet_axis
from dashboard.figures.theme import LIGHT, Theme

HEIGHT = 28
ROOM = 0.04
"""Room beside the ends, of the way between them, so that no dot is cut."""
TICK = 0.34
"""Half the length of the median's line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpinePlaces:
    """Places between the worst, 0, and the best, 1; ``quartiles`` are empty where they are too few
    to speak of, and each of the ``others`` stands for itself. ``whole`` is left out beyond the ends.
    """

    own: float
    quartiles: tuple[float, ...] = ()
    others: tuple[float, ...] = ()
    whole: float | None = None


def spine(places: SpinePlaces, *, colour: str, theme: Theme = LIGHT) -> Figure:
    """Draw the places; the dot of its own has the colour, the whole's is a ring."""
    return figure(
        [
            _bar((0.0, 1.0), theme.line, 8),
            _half(places.quartiles, theme),
            _median(places.quartiles, theme),
            _dots(places.others, theme.rest, 6, theme),
            _whole(places.whole, theme),
            _dots((places.own,), colour, 13, theme),
        ],
        theme=theme,
        labels=ChartLabels(),
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis=quiet_axis(theme, visible=False, range=[-ROOM, 1 + ROOM]),
        yaxis=quiet_axis(theme, visible=False, range=[-0.5, 0.5]),
        hovermode=False,
    )


def _bar(ends: tuple[float, float], colour: str, width: float) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(ends),
        "y": [0.0, 0.0],
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
    }


def _half(quartiles: Sequence[float], theme: Theme) -> Trace | None:
    return _bar((quartiles[1], quartiles[3]), theme.accent_soft, 14) if quartiles else None


def _median(quartiles: Sequence[float], theme: Theme) -> Trace | None:
    if not quartiles:
        return None
    line = {"color": theme.ink, "width": 1.5}
    return _bar((quartiles[2],) * 2, theme.ink, 1) | {"y": [-TICK, TICK], "line": line}


def _dots(places: Sequence[float], colour: str, size: float, theme: Theme) -> Trace | None:
    if not places:
        return None
    rim = {"color": theme.card, "width": 1.5}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(places),
        "y": [0.0] * len(places),
        "marker": {"size": size, "color": colour, "line": rim},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _whole(place: float | None, theme: Theme) -> Trace | None:
    """A ring: the ground of the page inside a rim of ink."""
    if place is None or not 0 <= place <= 1:
        return None
    ring = {"size": 7, "color": theme.card, "line": {"color": theme.muted, "width": 2}}
    dots = _dots((place,), theme.card, 7, theme) or {}
    return dots | {"marker": ring}
