"""Colours and type of the charts, light and dark; the same values as in
``assets/css/20-tokens.css``.

Statuses among themselves, and series among themselves, are at least ΔE 10 apart for protanopes and
deuteranopes, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

FONT = "'Golos Text', 'Segoe UI', system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Theme:
    """One look; ``size`` is the type size in pixels; ``level``: charts are wide enough for names
    that never turn; ``in_bar``: the colour of a number within a bar.
    """

    ink: str
    muted: str
    line: str
    card: str
    empty: str
    accent: str
    accent_soft: str
    in_bar: str
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
    in_bar="#16233b",
    scale=("#e3edf9", "#174a8f"),
    series=("#1f5aa8", "#d07a00", "#057a66", "#945cee", "#48a4d7", "#918155", "#30209d", "#b83e1a"),
    rest="#8c95a6",
    status={
        "achieved": "#057255",
        "over_fulfilled": "#5e45ad",
        "at_risk": "#9a5c00",
        "not_achieved": "#8b3021",
        "undetermined": "#546075",
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
    in_bar="#172131",
    scale=("#22354f", "#9cc6f7"),
    series=("#7db2f2", "#eaa44b", "#70d0ae", "#df88b5", "#7adbec", "#f3da94", "#8a7dcd", "#e39382"),
    rest="#8593a9",
    status={
        "achieved": "#5fcfab",
        "over_fulfilled": "#bdaef8",
        "at_risk": "#f2bb5c",
        "not_achieved": "#ff8288",
        "undetermined": "#a7b3c6",
    },
)

WALL = replace(
    LIGHT,
    ink="#0b1526",
    muted="#3a4456",
    accent="#174a8f",
    series=("#174a8f", "#a45a04", "#017e5e", "#882257", "#2a6e90", "#534000", "#270c81", "#96423a"),
    rest="#505969",
    status={
        "achieved": "#03583f",
        "over_fulfilled": "#49338c",
        "at_risk": "#734706",
        "not_achieved": "#600c01",
        "undetermined": "#3e4758",
    },
    size=28,
    level=True,
)
"""For a projector: large, and every text at least 7 to 1 against the card."""

BLACK_ON_WHITE = replace(
    WALL,
    ink="#000000",
    muted="#262626",
    line="#767676",
    empty="#6b6b6b",
    accent="#00309c",
    accent_soft="#c6d6f5",
    in_bar="#000000",
    scale=("#e3edf9", "#00206b"),
    rest="#404040",
    size=LIGHT.size,
    level=False,
)

WHITE_ON_BLACK = replace(
    DARK,
    ink="#ffffff",
    muted="#e0e0e0",
    line="#8a8a8a",
    card="#000000",
    empty="#a0a0a0",
    accent="#9ecbff",
    accent_soft="#d3e6ff",
    in_bar="#000000",
    scale=("#1c2b40", "#b9d8ff"),
    rest="#c0c0c0",
    status={**DARK.status, "not_achieved": "#ff9a9f", "undetermined": "#d0d8e4"},
)

BLUE_ON_BLUE = replace(
    BLACK_ON_WHITE,
    ink="#063462",
    muted="#0a2f57",
    line="#3f6f9c",
    card="#9dd1ff",
    empty="#3f6f9c",
    accent="#00206b",
    accent_soft="#d6ecff",
    in_bar="#063462",
    scale=("#d6ecff", "#06264a"),
    rest="#3e4758",
)
"""Dark blue on light blue, which some weak eyes bear better than black and white."""

THEMES: Mapping[str, Theme] = {
    "light": LIGHT,
    "dark": DARK,
    "contrast": BLACK_ON_WHITE,
    "contrast_dark": WHITE_ON_BLACK,
    "contrast_blue": BLUE_ON_BLUE,
}

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
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2), 1…21; text needs 4.5."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_on(background: str) -> str:
    """Black or white, whichever is easier to read on ``background``; always at least 4.5."""
    return max("#000000", "#ffffff", key=lambda text: contrast(text, background))
