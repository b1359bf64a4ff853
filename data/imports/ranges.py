"""Numbers of rows as people read them: ``3–5, 8``."""

from collections.abc import Iterable
from dataclasses import dataclass, field

LIST_LIMIT = 24
"""Runs of rows that are named; further ones are counted."""


@dataclass
class Ranges:
    """Rising numbers, kept as their runs; of very many only how many there are."""

    runs: list[list[int]] = field(default_factory=list)
    count: int = 0

    def add(self, numbers: Iterable[int]) -> None:
        """Add numbers, each larger than those before."""
        for number in numbers:
            self.count += 1
            if self.runs and self.runs[-1][1] == number - 1:
                self.runs[-1][1] = number
            elif len(self.runs) <= LIST_LIMIT:
                self.runs.append([number, number])

    def __str__(self) -> str:
        """The runs; ``…`` where there are more than are named."""
        named = [
            str(first) if first == last else f"{first}–{last}"
            for first, last in self.runs[:LIST_LIMIT]
        ]
        return ", ".join(named) + (" …" if len(self.runs) > LIST_LIMIT else "")
