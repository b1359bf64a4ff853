"""What a number consists of: bars stacked by the values of an attribute."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Any

from dashboard.figures import absence
from dashboard.figures.base import (
    ROOMY,
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    drawn,
    figure,
    grouped,
    illustrative,
    named_axis,
    quiet_ticks,
    span,
    value_axis,
    wrapped,
)
from dashboard.figures.ends import SQUARE, EndLabel, end_labels, end_room, is_roomy
from dashboard.figures.theme import LIGHT, Theme, paler

MARGINS = 90
"""Pixels of a chart above and below its plot."""
MOST = 8
"""More parts than this cannot be told apart by colour; the smallest are joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLabels(ChartLabels):
    """``other`` names the joined small parts («Прочее»)."""

    other: str


def split(frame: Frame, *, labels: SplitLabels, theme: Theme = LIGHT) -> Figure:
    """Draw one bar a period, stacked by part, the greatest part at the bottom.

    ``frame``: one row a period × part, in order of periods – period, label, part, part_label,
    value, state, text, hover, optionally marks. A period without values keeps an empty slot with
    the word of its ``text``. Values must add up. A click gives ``customdata == [period, part]``;
    ``part`` is null for the joined small ones.
    """
    periods = grouped(frame, "period")
    kept, joined = kept_parts(frame)
    empty = [_period(rows) for rows in periods.values()]
    totals = [_sum(rows) for rows in periods.values()]
    low, high = span(totals, room=0.04)
    known = _known(frame)
    places = {period: place for place, period in enumerate(periods)}
    parts = grouped(known, "part")
    traces = [
        _part(parts.get(part, []), places, colour, theme)
        for part, colour in zip(kept, theme.series, strict=False)
    ]
    names = [] if joined else [*_ends(kept, parts, list(periods)[-1:], theme)]
    height = 330 + 26 * len(kept)
    direct = end_labels(names, low, high, height - MARGINS, theme) if is_roomy(names) else []
    return figure(
        [
            absence.slots(absence.absent(empty), 0.0, high, theme),
            *traces,
            _other([row for row in known if row["part"] in joined], places, labels, theme),
        ],
        theme=theme,
        labels=labels,
        height=height,
        **end_room(names if direct else [], theme),
        xaxis=named_axis(column(empty, "label"), theme, may_turn=len(periods) > ROOMY),
        yaxis=value_axis(low, high, labels, theme, **quiet_ticks(totals if known else [])),
        barmode="stack",
        showlegend=not direct,
        annotations=[*absence.slot_words(empty, theme), *direct],
    )


def _ends(
    kept: list[str], parts: Mapping[str, Frame], last: list[str], theme: Theme
) -> Iterator[EndLabel]:
    """Each part beside its piece of the last bar; of none where the last bar lacks one."""
    pieces = {
        part: row
        for part in kept
        for row in parts.get(part, [])
        if row["period"] in last and row["value"]
    }
    if len(pieces) < len(kept):
        return
    foot = 0.0
    for (part, row), colour in zip(pieces.items(), theme.series, strict=False):
        yield EndLabel(parts[part][0]["part_label"], foot + float(row["value"]) / 2, colour, SQUARE)
        foot += float(row["value"])


def kept_parts(frame: Frame) -> tuple[list[str], list[str]]:
    """The codes of the parts drawn one by one, greatest first, and of those joined."""
    parts = grouped(frame, "part")
    order = sorted(parts, key=lambda part: -_sum(parts[part]))
    return (order, []) if len(order) <= MOST else (order[: MOST - 1], order[MOST - 1 :])


def _known(frame: Frame) -> list[Mapping[str, Any]]:
    """The rows with a value."""
    return [row for row in frame if row["state"] == "value"]


def _sum(rows: Frame) -> float:
    """What is drawn of these rows; 0 where nothing is."""
    return fsum(value for value in drawn(rows) if value is not None)


def _period(rows: Frame) -> Mapping[str, Any]:
    """A period's first row, with the state ``value`` where any part has one."""
    return {**rows[0], "state": "value"} if _known(rows) else rows[0]


def _part(rows: Frame, places: dict[str, int], colour: str, theme: Theme) -> Trace:
    name = wrapped(rows[0]["part_label"], 28) if rows else ""
    return {
        "type": "bar",
        "name": name,
        "x": [places[period] for period in column(rows, "period")],
        "y": drawn(rows),
        "width": absence.HALF * 2,
        "marker": _marker(illustrative(rows), colour, theme),
        "customdata": [[row["period"], row["part"]] for row in rows],
        "hovertext": column(rows, "hover"),
        "hoverinfo": "text",
    }


def _marker(flags: list[bool], colour: str, theme: Theme) -> dict[str, Any]:
    """Illustrative parts are paler in an outline of their own colour."""
    if not any(flags):
        return {"color": colour, "line": {"color": theme.card, "width": 1}}
    return {
        "color": [paler(colour) if each else colour for each in flags],
        "line": {"color": colour, "width": 1.5},
    }


def _other(rows: Frame, places: dict[str, int], labels: SplitLabels, theme: Theme) -> Trace | None:
    if not rows:
        return None
    groups = grouped(rows, "period")
    return {
        "type": "bar",
        "name": labels.other,
        "x": [places[period] for period in groups],
        "y": [sum(value or 0.0 for value in drawn(group)) for group in groups.values()],
        "width": absence.HALF * 2,
        "marker": _marker(
            [any(illustrative(group)) for group in groups.values()], theme.rest, theme
        ),
        "customdata": [[period, None] for period in groups],
        "hovertext": ["<br>".join(column(group, "hover")) for group in groups.values()],
        "hoverinfo": "text",
    }
