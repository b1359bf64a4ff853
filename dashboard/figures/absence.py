"""How a place without a value looks: a hatched empty slot with a word, never a bar of height zero."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.figures.base import ROOMY, Frame, Trace, column, note
from dashboard.figures.theme import Theme

HALF = 0.36
"""Half the width of a slot, in places of a named axis; bars are as wide."""
HEIGHT = 190
"""Pixels of a chart on which nothing can be drawn."""


def absent(frame: Frame) -> list[int]:
    """Row numbers (the places on a named axis) whose state is not ``value``."""
    return [place for place, state in enumerate(column(frame, "state")) if state != "value"]


def hatching(theme: Theme, shape: str = "/") -> dict[str, Any]:
    """The pattern of nothing: thin diagonal lines, or another ``shape``, on an empty ground."""
    return {
        "shape": shape,
        "size": 7,
        "solidity": 0.12,
        "fgcolor": theme.empty,
        "bgcolor": "rgba(0,0,0,0)",
    }


def is_empty(frame: Frame, *others: Iterable[float | None]) -> bool:
    """Whether a chart has nothing to draw – no value and no plan – for one and the same reason
    everywhere.
    """
    known = any(number is not None for column in others for number in column)
    return not known and len(absent(frame)) == len(frame) and len({*column(frame, "text")}) == 1


def frame_line(theme: Theme) -> dict[str, Any]:
    """The outline of a plot on which nothing can be drawn."""
    line = {"color": theme.empty, "width": 1, "dash": "dash"}
    ends = {"xref": "paper", "x0": 0, "x1": 1, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "rect", "layer": "below", "line": line} | ends


def one_word(frame: Frame, theme: Theme) -> list[dict[str, Any]]:
    """The reason why nothing is drawn, once, in the middle."""
    middle = {"xref": "paper", "x": 0.5, "yref": "paper", "y": 0.5}
    return [
        note(
            frame[0]["text"],
            theme,
            **middle,
            font={"size": theme.size + 2, "color": theme.muted},
        )
    ]


def slots(
    places: list[int], low: float, high: float, theme: Theme, *, upright: bool = True
) -> Trace | None:
    """One hatched rectangle a place, from ``low`` to ``high`` of the value axis; None when every
    place has a value.
    """
    if not places:
        return None
    along: list[float | None] = []
    across: list[float | None] = []
    for place in places:
        along += [place - HALF, place + HALF, place + HALF, place - HALF, place - HALF, None]
        across += [low, low, high, high, low, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": along if upright else across,
        "y": across if upright else along,
        "fill": "toself",
        "fillpattern": hatching(theme),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def slot_words(
    frame: Frame, theme: Theme, low: float = 0, feet: Mapping[int, float] | None = None
) -> list[dict[str, Any]]:
    """The word of each empty upright slot, written upwards from ``low``; the whole sentence shows
    on hover.

    ``feet``: the slots whose word begins higher, above what is drawn there. Where slots are too
    narrow for words, one stands once for all its neighbours.
    """
    texts, hovers = column(frame, "text"), column(frame, "hover")
    places = absent(frame)
    if len(frame) > ROOMY:
        places = [
            place for place in places if place - 1 not in places or texts[place - 1] != texts[place]
        ]
    return [
        note(
            texts[place],
            theme,
            x=place,
            y=(feet or {}).get(place, low),
            yanchor="bottom",
            yshift=6,
            textangle=-90,
            bgcolor=theme.card,
            hovertext=hovers[place],
        )
        for place in places
    ]
