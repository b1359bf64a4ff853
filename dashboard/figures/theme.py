"""Colours and type of the charts, light and dark; the same values as in ``assets/css/20-tokens.css``."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

FONT = "'Golos Text', 'Segoe UI', system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Theme:
    """One look; ``size`` is the type size in pixels; ``level``: charts are wide enough for names that never turn."""

    ink: str
    muted: str
    line: str
    card: str
    empty: str
    accent: str
    accent_soft: str
    scale: tuple[str, str]
    series: tuple[str, ...]
    rest: str
    status: Mapping[str, str]
    size: int = 14
    level: bool = False


LIGHT = Theme(
    ink="#16233b",
    muted="#566176",
    line="#dfe4ec",
    card="#ffffff",
    empty="#c3cad6",
    accent="#1f5aa8",
    accent_soft="#a9c4e8",
    scale=("#e3edf9", "#174a8f"),
    series=("#1f5aa8", "#d07a00", "#0b7a5c", "#a6417c", "#4aa3d8", "#8a6d1d", "#6a4fb3", "#b8401f"),
    rest="#8c95a6",
    status={
        "achieved": "#0b7155",
        "over_fulfilled": "#5b43a8",
        "at_risk": "#8a5300",
        "not_achieved": "#b0301a",
        "undetermined": "#566176",
    },
)

DARK = Theme(
    ink="#e9eef6",
    muted="#a7b3c6",
    line="#2e3b50",
    card="#172131",
    empty="#4b5a72",
    accent="#7db2f2",
    accent_soft="#c4dcf9",
    scale=("#22354f", "#9cc6f7"),
    series=("#7db2f2", "#f0a741", "#56c9a4", "#e88fc0", "#5fd0e8", "#d8bf6a", "#b9a5f3", "#ff9a80"),
    rest="#8593a9",
    status={
        "achieved": "#5fcfab",
        "over_fulfilled": "#bdaef8",
        "at_risk": "#f2bb5c",
        "not_achieved": "#ff9f8a",
        "undetermined": "#a7b3c6",
    },
)

WALL = replace(
    LIGHT,
    ink="#0b1526",
    muted="#3a4456",
    accent="#174a8f",
    series=("#174a8f", "#8f4f00", "#075a43", "#8a2c63", "#1c5f86", "#5f4a0c", "#4a338c", "#8f2d12"),
    rest="#5d6675",
    status={
        "achieved": "#07573f",
        "over_fulfilled": "#4a338c",
        "at_risk": "#6b4000",
        "not_achieved": "#8c2211",
        "undetermined": "#3a4456",
    },
    size=28,
    level=True,
)
"""For a projector: large, and every text at least 7 to 1 against the card."""

THEMES: Mapping[str, Theme] = {"light": LIGHT, "dark": DARK}

GLYPHS: Mapping[str, str] = {
    "achieved": "✔",
    "over_fulfilled": "▲",
    "at_risk": "!",
    "not_achieved": "✖",
    "undetermined": "?",
}
"""The shape of a status, as in the icons of the page: a status is never told by colour alone."""


def mixed(low: str, high: str, share: float) -> str:
    """The colour ``share`` (0…1) of the way between two ``#rrggbb`` colours."""
    parts = [(int(low[i : i + 2], 16), int(high[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


PALE = 0.55
"""How far the colour of what is illustrative lies from its own colour to white."""


def paler(colour: str) -> str:
    """The colour of a part that is illustrative; its outline keeps the colour itself."""
    return mixed(colour, "#ffffff", PALE)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2), 0 for black and 1 for white."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2), 1…21; text needs 4.5."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_on(background: str) -> str:
    """Black or white, whichever is easier to read on ``background``; always at least 4.5."""
    return max("#000000", "#ffffff", key=lambda text: contrast(text, background))
