"""Chance that comes out the same on every machine and in every version of Python."""

import calendar
import datetime
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
HOLIDAYS_END = 9  # of January
SEASON = (0.6, 0.9, 1.1, 1.2, 1.0, 0.8, 0.5, 0.5, 1.1, 1.3, 1.2, 0.9)
LOCKDOWN = (1.0, 1.0, 0.8, 0.25, 0.3, 0.5, 0.5, 0.6, 0.9, 0.9, 0.8, 0.8)


class Dice:
    """Seeded by a name. Only ``random()`` is used, whose sequence Python promises to keep."""

    def __init__(self, *seed: object) -> None:
        self._random = random.Random(":".join(map(str, ("khabarovsk", *seed))))  # noqa: S311 - made-up records

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._random.random() * (most - least + 1))

    def one_of(self, things: Sequence[Thing]) -> Thing:
        return things[self.between(0, len(things) - 1)]

    def weighted(self, weights: Mapping[Thing, float]) -> Thing:
        """A key, as often as its weight says."""
        rest = self._random.random() * sum(weights.values())
        for thing, weight in weights.items():
            rest -= weight
            if rest < 0:
                return thing
        return thing

    def some_of(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """``count`` different things, in a random order."""
        rest = list(things)
        return [rest.pop(self.between(0, len(rest) - 1)) for _ in range(count)]

    def day(self, year: int, *, weights: Sequence[float] = SEASON) -> datetime.date:
        """A working day of the year, by season; fewer during the lockdown of 2020."""
        quiet = LOCKDOWN if year == 2020 else (1.0,) * 12
        month = self.weighted({number + 1: weights[number] * quiet[number] for number in range(12)})
        first = HOLIDAYS_END if month == 1 else 1
        day = datetime.date(year, month, self.between(first, calendar.monthrange(year, month)[1]))
        return (
            day - datetime.timedelta(days=max(0, day.weekday() - 4)) if day.day > first + 1 else day
        )
