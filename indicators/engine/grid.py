"""Every place and period of a window, whether anything is known of it or not."""

from collections.abc import Iterator

from indicators.engine.readings import Key
from indicators.engine.rollup import View
from indicators.engine.tally import Window
from indicators.periods import periods
from indicators.records.places import Places


def grid(places: Places, window: Window, views: tuple[View, ...]) -> Iterator[Key]:
    """The keys of a window."""
    for grain, mode in views:
        for period in periods(grain, window.first_year, window.last_year):
            for place in places.keys:
                yield place, grain, period.label, mode
