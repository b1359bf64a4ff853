"""What a number consists of: bars stacked by the values of an attribute."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.figures import absence
from dashboard.figures.base import (
    ROOMY,
    ChartLabels,
    Figure,
    Trace,
    drawn,
    figure,
    illustrative,
    named_axis,
    quiet_ticks,
    span,
    value_axis,
    wrapped,
)
from dashboard.figures.theme import LIGHT, Theme, paler

MOST = 8
"""More parts than this cannot be told apart by colour; the smallest are joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLabels(ChartLabels):
    """``other`` names the joined small parts («Прочее»)."""

    other: str


def split(frame: pd.DataFrame, *, labels: SplitLabels, theme: Theme = LIGHT) -> Figure:
    """Draw one bar a period, stacked by part, the greatest part at the bottom.

    ``frame``: one row a period × part, in order of periods – period, label, part, part_label,
    value, state, text, hover, optionally marks. A period without values keeps an empty slot with
    the word of its ``text``. Values must add up. A click gives ``customdata == [period, part]``;
    ``part`` is null for the joined small ones.
    """
    periods = frame.drop_duplicates("period").reset_index(drop=True)
    kept, joined = kept_parts(frame)
    empty = _empty_periods(frame, periods)
    totals = _totals(frame, periods)
    low, high = span(totals, room=0.04)
    known = totals if (frame["state"] == "value").any() else []
    places = {period: place for place, period in enumerate(periods["period"])}
    traces = [
        _part(frame[frame["part"] == part], places, colour, theme)
        for part, colour in zip(kept, theme.series, strict=False)
    ]
    return figure(
        [
            absence.slots(absence.absent(empty), 0.0, high, theme),
            *traces,
            _other(frame, joined, places, labels, theme),
        ],
        theme=theme,
        labels=labels,
        height=330 + 26 * len(kept),
        xaxis=named_axis(list(periods["label"]), theme, may_turn=len(periods) > ROOMY),
        yaxis=value_axis(low, high, labels, theme, **quiet_ticks(known)),
        barmode="stack",
        showlegend=True,
        annotations=absence.slot_words(empty, theme),
    )


def kept_parts(frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The codes of the parts drawn one by one, greatest first, and of those joined."""
    sums = _counted(frame).groupby("part", sort=False)["drawn"].sum()
    order = [str(part) for part in sums.sort_values(ascending=False, kind="stable").index]
    return (order, []) if len(order) <= MOST else (order[: MOST - 1], order[MOST - 1 :])


def _counted(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a column of the values that may be drawn."""
    return frame.assign(drawn=pd.Series(drawn(frame), index=frame.index, dtype=float))


def _totals(frame: pd.DataFrame, periods: pd.DataFrame) -> list[float | None]:
    sums = _counted(frame).groupby("period")["drawn"].sum()
    return [float(sums[period]) for period in periods["period"]]


def _empty_periods(frame: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """The periods with the state ``value`` where any part has one, else with their own."""
    known = set(frame.loc[frame["state"] == "value", "period"])
    states = [
        "value" if period in known else state
        for period, state in zip(periods["period"], periods["state"], strict=True)
    ]
    return periods.assign(state=states)


def _part(rows: pd.DataFrame, places: dict[str, int], colour: str, theme: Theme) -> Trace:
    rows = rows[rows["state"] == "value"]
    name = wrapped(rows["part_label"].iloc[0], 28) if len(rows) else ""
    return {
        "type": "bar",
        "name": name,
        "x": [places[period] for period in rows["period"]],
        "y": drawn(rows),
        "width": absence.HALF * 2,
        "marker": _marker(illustrative(rows), colour, theme),
        "customdata": [
            [period, part] for period, part in zip(rows["period"], rows["part"], strict=True)
        ],
        "hovertext": list(rows["hover"]),
        "hoverinfo": "text",
    }


def _marker(made_up: list[bool], colour: str, theme: Theme) -> dict[str, Any]:
    """Illustrative parts are paler in an outline of their own colour."""
    if not any(made_up):
        return {"color": colour, "line": {"color": theme.card, "width": 1}}
    return {
        "color": [paler(colour) if each else colour for each in made_up],
        "line": {"color": colour, "width": 1.5},
    }


def _other(
    frame: pd.DataFrame,
    joined: list[str],
    places: dict[str, int],
    labels: SplitLabels,
    theme: Theme,
) -> Trace | None:
    rows = frame[frame["part"].isin(joined) & (frame["state"] == "value")]
    if rows.empty:
        return None
    groups = [
        (period, rows[rows["period"] == period]) for period in rows["period"].drop_duplicates()
    ]
    return {
        "type": "bar",
        "name": labels.other,
        "x": [places[period] for period, _ in groups],
        "y": [sum(value or 0.0 for value in drawn(group)) for _, group in groups],
        "width": absence.HALF * 2,
        "marker": _marker([any(illustrative(group)) for _, group in groups], theme.rest, theme),
        "customdata": [[period, None] for period, _ in groups],
        "hovertext": ["<br>".join(group["hover"]) for _, group in groups],
        "hoverinfo": "text",
    }
