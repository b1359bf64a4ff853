"""How a bar looks whose number is made up or partly reported: as on the screen."""

from dataclasses import dataclass

from dashboard.figures.base import CROWDED, OUTLINE
from dashboard.figures.theme import WALL
from dashboard.report import Chart, Series


@dataclass(frozen=True)
class Look:
    """A light bar is illustrative, a hatched one partly reported."""

    light: bool
    hatched: bool
    outline: float = OUTLINE
    """In points; none where bars are narrow."""

    @property
    def plain(self) -> bool:
        return not (self.light or self.hatched)

    @property
    def colour(self) -> str:
        return WALL.accent_soft if self.light else WALL.accent


def looks(series: Series) -> dict[int, Look]:
    """The look of each bar that is drawn and is not plain, by its place."""
    outline = OUTLINE if len(series.values) <= CROWDED else 0
    by_place = {
        place: Look("illustrative" in marks, "partial" in marks, outline)
        for place, (value, marks) in enumerate(zip(series.values, series.marks, strict=False))
        if value is not None
    }
    return {place: look for place, look in by_place.items() if not look.plain}


def alike(series: Series) -> Look | None:
    """The one look of all bars, if they have one that is not plain; then their legend has it too."""
    marks = looks(series)
    drawn = sum(value is not None for value in series.values)
    return (
        next(iter(marks.values()))
        if len(marks) == drawn and len(set(marks.values())) == 1
        else None
    )


def occurring(chart: Chart | None) -> set[Look]:
    """Every look that is not plain."""
    return {look for series in chart.series for look in looks(series).values()} if chart else set()
