"""What all charts share: the layout, quiet axes, and how values are read from a frame.

A frame is plain rows: a library of tables would take more memory than all that a page needs else.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dashboard.figures.theme import FONT, GLYPHS, Theme

Figure = dict[str, Any]
Trace = dict[str, Any]
Frame = Sequence[Mapping[str, Any]]
"""Rows in the order in which they are drawn, all of the same columns; None is no value."""

CLEAR = "rgba(0,0,0,0)"
ROOMY = 14
"""Up to this many places on an axis each has room for its words; beyond, names turn and thin out.
"""
CROWDED = 100
"""From so many places on a bar is a few pixels wide, and an outline would fill it."""
OUTLINE = 1.5
"""The width of a bar's outline, in pixels and points."""
ROOM = 0.14
"""The share of an axis that is left for labels above its greatest value."""
VOWELS = "аеёиоуыэюяaeiouy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLabels:
    """Words of every chart: ``separators`` is the pair of decimal and thousands marks, ``unit`` may
    be empty.
    """

    unit: str = ""
    separators: str = ",\u00a0"


def figure(
    traces: Iterable[Trace | None],
    *,
    theme: Theme,
    labels: ChartLabels,
    height: float,
    **layout: Any,
) -> Figure:
    """Put traces (None is left out) on the common layout; ``layout`` adds to it or overrides it."""
    return {
        "data": [trace for trace in traces if trace],
        "layout": common_layout(theme, labels, height) | layout,
    }


def common_layout(theme: Theme, labels: ChartLabels, height: float) -> dict[str, Any]:
    """The layout of every chart: transparent, still, without zoom; ``height`` in pixels, width
    follows the page.
    """
    return {
        "autosize": True,
        "height": round(height * theme.size / 14),
        "font": {"family": FONT, "size": theme.size, "color": theme.ink},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 4, "r": 8, "t": 36, "b": 8, "pad": 4},
        "separators": labels.separators,
        "showlegend": False,
        "legend": top_legend(theme),
        "hovermode": "closest",
        "hoverlabel": hover_label(theme),
        "dragmode": False,
        "barcornerradius": 3,
        "uirevision": "still",
        "modebar": {"bgcolor": CLEAR, "color": theme.muted, "activecolor": theme.accent},
    }


def top_legend(theme: Theme) -> dict[str, Any]:
    """A legend in one line above the plot; it explains and does not switch."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 1.03,
        "yanchor": "bottom",
        "maxheight": 600,
        "font": {"size": theme.size, "color": theme.muted},
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": CLEAR,
    }


def hover_label(theme: Theme) -> dict[str, Any]:
    """The bubble over a mark: the page's own card, text from the left, names never cut."""
    return {
        "bgcolor": theme.card,
        "bordercolor": theme.muted,
        "font": {"family": FONT, "size": theme.size, "color": theme.ink},
        "align": "left",
        "namelength": -1,
    }


def quiet_axis(theme: Theme, **more: Any) -> dict[str, Any]:
    """An axis of words only: no lines, no grid, no zoom."""
    quiet = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"size": theme.size, "color": theme.ink},
    }
    return quiet | more


def named_axis(
    names: Sequence[str], theme: Theme, *, may_turn: bool = False, **more: Any
) -> dict[str, Any]:
    """An axis with one place, 0, 1, 2 …, for each name; a plain number line, so that shapes can lie
    between places.

    ``may_turn`` lets names stand upright where they would overlap.
    """
    places = list(range(0, len(names), 1 + len(names) // 22))
    level = {} if may_turn else {"tickangle": 0}
    ends = [-0.5, len(names) - 0.5]
    return (
        quiet_axis(theme, tickvals=places, ticktext=[names[place] for place in places])
        | {"range": ends}
        | level
        | more
    )


def value_axis(
    low: float, high: float, labels: ChartLabels, theme: Theme, **more: Any
) -> dict[str, Any]:
    """An axis of values from ``low`` to ``high`` with a faint grid and few figures; its unit stands
    at the top end.
    """
    scale = {
        "range": [low, high],
        "showgrid": True,
        "gridcolor": theme.line,
        "nticks": 5,
        "tickfont": {"size": theme.size - 1, "color": theme.muted},
        "separatethousands": True,
        "exponentformat": "none",
    }
    return quiet_axis(theme) | scale | more


def column(frame: Frame, name: str) -> list[Any]:
    """What each row of a frame has in a column."""
    return [row[name] for row in frame]


def grouped(frame: Frame, name: str) -> dict[Any, list[Mapping[str, Any]]]:
    """The rows by what they have in a column, in the order of their first ones."""
    groups: dict[Any, list[Mapping[str, Any]]] = {}
    for row in frame:
        groups.setdefault(row[name], []).append(row)
    return groups


def numbers(values: Iterable[Any]) -> list[float | None]:
    """Plain floats, None where there is none; ``Decimal`` is only made a float here, to be drawn."""
    return [None if value is None else float(value) for value in values]


def drawn(frame: Frame) -> list[float | None]:
    """The values that may be drawn, one a row: those whose ``state`` is ``value``; zero is one of
    them.
    """
    return [
        value if state == "value" else None
        for value, state in zip(
            numbers(column(frame, "value")), column(frame, "state"), strict=True
        )
    ]


def optional(frame: Frame, name: str, default: Any = None) -> list[Any]:
    """A column that a frame may lack; then ``default`` in every row."""
    return [row.get(name, default) for row in frame]


def whiskers(frame: Frame, values: Sequence[float | None], theme: Theme) -> dict[str, Any]:
    """How far the intervals of a frame reach from its values, for an error bar of a trace; empty
    where none has one.

    ``low`` and ``high`` of a row, which it may lack, are the ends.
    """
    lows, highs = (numbers(optional(frame, name)) for name in ("low", "high"))
    if not any(end is not None for end in highs):
        return {}

    def reach(ends: Sequence[float | None]) -> list[float]:
        pairs = zip(ends, values, strict=True)
        return [0.0 if end is None or value is None else abs(end - value) for end, value in pairs]

    return {
        "type": "data",
        "symmetric": False,
        "array": reach(highs),
        "arrayminus": reach(lows),
        "color": theme.ink,
        "thickness": 1.5,
        "width": 5,
    }


def span(*columns: Iterable[float | None], room: float = ROOM) -> tuple[float, float]:
    """The lowest and highest value of an axis that includes zero and leaves ``room`` for labels, as
    a share.
    """
    known = [value for column in columns for value in column if value is not None] + [0.0]
    low, high = min(known), max(known)
    reach = (high - low) or 1.0
    return (low - reach * room if low < 0 else 0.0, high + reach * room)


def quiet_ticks(*columns: Iterable[float | None]) -> dict[str, Any]:
    """What an axis leaves out: where nothing is known all figures, where all is zero those that
    nothing reaches.
    """
    known = [value for column in columns for value in column if value is not None]
    if any(known):
        return {}
    return {"tickvals": [0]} if known else {"showticklabels": False, "showgrid": False}


def wrapped(text: str, width: int) -> str:
    """Plain text broken into lines of about ``width`` characters, safe from being read as markup."""
    return (
        "<br>".join(
            escape(line, quote=False) for line in textwrap.wrap(text, width, break_long_words=False)
        )
        or ""
    )


def fitted(name: str, letters: int) -> str:
    """A name in lines of at most about ``letters``, words longer than that parted by a hyphen."""
    return wrapped(" ".join(_parted(word, letters) for word in name.split(" ")), letters)


def _parted(word: str, letters: int) -> str:
    """A long word in two, after the vowel nearest to its middle."""
    if len(word) <= letters or "-" in word:
        return word
    middle = len(word) / 2
    after = [
        at
        for at in range(3, len(word) - 2)
        if word[at - 1].lower() in VOWELS and word[at] not in "йьъ"
    ]
    cut = min(after or [round(middle)], key=lambda at: abs(at - middle))
    return f"{word[:cut]}-{word[cut:]}"


def note(text: str, theme: Theme, **more: Any) -> dict[str, Any]:
    """An annotation without an arrow."""
    plain = {"text": text, "showarrow": False, "font": {"size": theme.size, "color": theme.muted}}
    return plain | more


def glyph(status: str | None, theme: Theme) -> str:
    """The coloured shape of a status for an axis label; empty where there is no status."""
    if not status:
        return ""
    return f'<span style="color:{theme.status[status]};font-size:{theme.size + 2}px">{GLYPHS[status]}\ufe0e</span>'


def illustrative(frame: Frame) -> list[bool]:
    """Which rows are made up; none of a frame that does not say."""
    return ["illustrative" in (marks or ()) for marks in optional(frame, "marks")]


def keys(codes: Iterable[Any]) -> list[list[Any]]:
    """``customdata``: a list of one for every mark, so a click on any chart gives
    ``points[0].customdata[0]``.
    """
    return [[code] for code in codes]
