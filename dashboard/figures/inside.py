"""Where a polygon has room for its name, never outside of it, however it bends; and how wide a degree
is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

Ring = Sequence[tuple[float, float]]
STEPS = 24


@dataclass(frozen=True, slots=True)
class Spot:
    """A point, and how far its polygon reaches around it, in units of x."""

    x: float
    y: float
    room: float


def spot(ring: Ring, stretch: float = 1.0) -> Spot:
    """Of a grid's points inside a closed ring, the one farthest from its edges; a unit of y is
    ``stretch`` of x.
    """
    corners = np.asarray(ring, dtype=float) * (1.0, stretch)
    (left, low), (right, high) = corners.min(axis=0), corners.max(axis=0)
    steps = np.arange(1, STEPS) / STEPS
    xs, ys = np.meshgrid(left + (right - left) * steps, low + (high - low) * steps)
    points = np.column_stack([xs.ravel(), ys.ravel()])
    room = np.where(_inside(points, corners), _distance(points, corners), -1.0)
    best = points[int(room.argmax())] if room.max() > 0 else corners.mean(axis=0)
    return Spot(float(best[0]), float(best[1]) / stretch, max(float(room.max()), 0.0))


def degree_width(low: float, high: float) -> float:
    """A degree of longitude in degrees of latitude, between two latitudes: it shrinks towards the
    poles, and without this a northern city lies flattened.
    """
    return max(cos(radians((low + high) / 2)), 0.05)


def _inside(points: NDArray[np.float64], corners: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a ray to the right crosses the ring an odd number of times."""
    (x1, y1), (x2, y2) = corners[:-1].T, corners[1:].T
    x, y = points[:, :1], points[:, 1:]
    spans = (y1 > y) != (y2 > y)
    rise = np.where(y2 == y1, 1.0, y2 - y1)
    crosses = spans & (x < x1 + (y - y1) / rise * (x2 - x1))
    return np.asarray(crosses.sum(axis=1) % 2 == 1)


def _distance(points: NDArray[np.float64], corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each point is from the nearest edge."""
    start, along = corners[:-1], corners[1:] - corners[:-1]
    length = np.maximum((along**2).sum(axis=1), 1e-18)
    apart = points[:, None, :] - start
    share = np.clip((apart * along).sum(axis=2) / length, 0.0, 1.0)
    rest = apart - share[:, :, None] * along
    return np.asarray(np.sqrt((rest**2).sum(axis=2)).min(axis=1))
