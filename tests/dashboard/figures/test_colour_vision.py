"""Statuses and series are told apart by who sees no red or no green, and by who sees both."""

from itertools import combinations
from math import atan2, cos, degrees, dist, exp, hypot, radians, sin, sqrt

import numpy as np
import pytest

from dashboard.figures.theme import DARK, LIGHT, WALL

LEAST = 10.0
"""Of ΔE; from about 2 on, colours side by side are told apart, and those of a legend lie far from
each other.
"""

SIGHTS = {
    "trichromacy": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia, Machado 2009": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia, Machado 2009": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia, Viénot 1999": (
        (0.11238, 0.88762, 0.0),
        (0.11238, 0.88762, 0.0),
        (0.00401, -0.00401, 1.0),
    ),
    "deuteranopia, Viénot 1999": (
        (0.29275, 0.70725, 0.0),
        (0.29275, 0.70725, 0.0),
        (-0.02234, 0.02234, 1.0),
    ),
}
"""Matrices over linear sRGB: Machado, Oliveira, Fernandes, IEEE TVCG 15 (6), severity 1; Viénot,
Brettel, Mollon, Color Research and Application 24 (4).
"""
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)
"""D65."""
Lab = tuple[float, float, float]


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", [LIGHT, DARK, WALL], ids=["light", "dark", "wall"])
@pytest.mark.parametrize("kind", ["status", "series"])
def test_no_two_colours_are_seen_as_one(sight, theme, kind):
    colours = {"status": tuple(theme.status.values()), "series": theme.series}[kind]
    near = {
        (one, other): round(apart, 1)
        for one, other in combinations(colours, 2)
        if (apart := difference(colour_in(one, sight), colour_in(other, sight))) < LEAST
    }
    assert near == {}


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_the_difference_is_that_of_the_published_data(one, other, published):
    assert ciede2000(one, other) == pytest.approx(published, abs=1e-4)


def colour_in(colour: str, sight: str) -> Lab:
    """CIE L*a*b* of ``#rrggbb`` as somebody of this sight sees it."""
    encoded = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    shares = TO_XYZ @ np.clip(np.array(SIGHTS[sight]) @ linear, 0, 1) / np.array(WHITE)
    x, y, z = np.where(
        shares > (6 / 29) ** 3, np.cbrt(shares), shares / (3 * (6 / 29) ** 2) + 4 / 29
    )
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


def difference(one: Lab, other: Lab) -> float:
    """The lesser of the two differences in use, of 1976 and of 2000."""
    return min(dist(one, other), ciede2000(one, other))


def ciede2000(one: Lab, other: Lab) -> float:
    """Sharma, Wu, Dalal, Color Research and Application 30 (1); the names are those of the paper."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1 + 0.5 * (1 - sqrt(mean / (mean + 25**7)))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = degrees(atan2(b1, a1 * stretch)) % 360, degrees(atan2(b2, a2 * stretch)) % 360
    turn = (h2 - h1 + 180) % 360 - 180
    lightness, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    hues = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    dl = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * hues)
    rotation = (
        -2
        * sqrt(chroma**7 / (chroma**7 + 25**7))
        * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    )
    return sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)
