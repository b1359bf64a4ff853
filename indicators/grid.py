"""Every place and period of a window, whether anything is known of it or not."""

from collections.abc import Iterator

from indicators.periods import periods
from indicators.places import Places
from indicators.readings import Key
from indicators.tally import Window
from indicators.views import View


def grid(places: Places, window: Window, views: tuple[View, ...]) -> Iterator[Key]:
    """The keys of a window."""
    for grain, mode in views:
        for period in periods(grain, window.first_year, window.last_year):
            for place in places.keys:
                yield place, grain, period.label, mode
