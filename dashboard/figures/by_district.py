"""Districts, or what else is compared, ranked by value, with the city for reference."""

from dataclasses import dataclass
from typing import Any

from dashboard.figures import absence
from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    drawn,
    figure,
    illustrative,
    keys,
    named_axis,
    note,
    numbers,
    optional,
    quiet_axis,
    span,
    whiskers,
    wrapped,
)
from dashboard.figures.theme import LIGHT, Theme, paler

LETTERS = 18
"""Letters in a line of a district's name."""
ROW, LINE = 46, 20
"""Pixels of a row, and of each line of a name that needs more."""
NOWHERE = "none"
"""Code of the row of records without a district."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictLabels(ChartLabels):
    """``city`` is the finished label of the reference line («Город: 24,1 %»)."""

    city: str = ""


def by_district(
    frame: Frame,
    *,
    labels: DistrictLabels,
    city: float | None = None,
    theme: Theme = LIGHT,
    letters: int = LETTERS,
) -> Figure:
    """Draw one lying bar a district, the greatest first, those without a value after them, «без
    района» last.

    ``frame``: one row a district – code, label, value, state, text, hover, optionally marks,
    and low and high, the whisker. ``city`` draws a reference line; names are broken into lines of
    ``letters``. A click gives ``customdata == [code]``.
    """
    rows = ranked(frame)
    values = drawn(rows)
    low, high = span(values, [city], numbers(optional(rows, "high")), room=0.3)
    line, caption = _city(city, low + (high - low) * 0.3, labels, theme)
    names = [wrapped(label, letters) for label in column(rows, "label")]
    lines = max((name.count("<br>") + 1 for name in names), default=1)
    return figure(
        [
            absence.slots(absence.absent(rows), max(low, 0.0), high, theme, upright=False),
            _bars(rows, values, theme),
        ],
        theme=theme,
        labels=labels,
        height=70 + max(ROW, LINE * lines) * max(len(rows), 1),
        xaxis=quiet_axis(theme, range=[low, high], showticklabels=False),
        yaxis=named_axis(names, theme, range=[len(rows) - 0.5, -0.5]),
        shapes=line,
        annotations=[*_words(rows, values, max(low, 0.0), theme), *caption],
    )


def ranked(frame: Frame) -> Frame:
    """The rows in the order they are drawn, from the top."""
    values = drawn(frame)

    def place(at: int) -> tuple[bool, bool, float]:
        value = values[at]
        return frame[at]["code"] == NOWHERE, value is None, -(value or 0.0)

    return [frame[at] for at in sorted(range(len(frame)), key=place)]


def _bars(rows: Frame, values: list[float | None], theme: Theme) -> Trace:
    filled = [place for place, value in enumerate(values) if value is not None]
    codes = [rows[place]["code"] for place in filled]
    own = [theme.rest if code == NOWHERE else theme.accent for code in codes]
    made_up = illustrative(rows)
    fills = [
        _fill(colour, made_up[place], theme) for colour, place in zip(own, filled, strict=True)
    ]
    reach = whiskers([rows[place] for place in filled], [values[place] for place in filled], theme)
    return {
        **({"error_x": reach} if reach else {}),
        "type": "bar",
        "orientation": "h",
        "y": filled,
        "x": [values[place] for place in filled],
        "width": absence.HALF * 1.7,
        "marker": {"color": fills, "line": {"color": own, "width": 1.5}},
        "customdata": keys(codes),
        "hovertext": [rows[place]["hover"] for place in filled],
        "hoverinfo": "text",
    }


def _fill(colour: str, made_up: bool, theme: Theme) -> str:
    """Illustrative bars are paler, as those of years are."""
    if not made_up:
        return colour
    return theme.accent_soft if colour == theme.accent else paler(colour)


def _words(
    rows: Frame, values: list[float | None], low: float, theme: Theme
) -> list[dict[str, Any]]:
    """The values in a column at the right end; the word of an absent one in its empty slot."""
    ends = {"xref": "paper", "x": 1, "xanchor": "right"}
    slot = {"x": low, "xanchor": "left", "xshift": 10, "bgcolor": theme.card}
    figures = {"size": theme.size + 1, "color": theme.ink}
    return [
        note(text, theme, y=place, hovertext=hover, **slot)
        if value is None
        else note(f"<b>{text}</b>", theme, y=place, font=figures, **ends)
        for place, (value, text, hover) in enumerate(
            zip(values, column(rows, "text"), column(rows, "hover"), strict=True)
        )
    ]


def _city(
    city: float | None, far: float, labels: DistrictLabels, theme: Theme
) -> tuple[list[Any], list[Any]]:
    """The line of reference, set off from the bars it crosses; its caption stands on the side where
    there is room.
    """
    if city is None:
        return [], []
    line = {"color": theme.ink, "width": 2, "dash": "dash"}
    across = {
        "type": "line",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "x0": city,
        "x1": city,
        "line": line,
    }
    font = {"size": theme.size, "color": theme.ink}
    side = "right" if city > far else "left"
    place = {"x": city, "xanchor": side, "yref": "paper", "y": 1, "yanchor": "bottom", "font": font}
    ground = across | {"line": {"color": theme.card, "width": 5}}
    return [ground, across], [note(labels.city, theme, **place)]
