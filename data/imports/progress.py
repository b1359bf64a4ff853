"""How far an import has come, for whoever waits for it."""

from collections.abc import Callable
from typing import Literal

Stage = Literal["check", "load", "answers"]
Progress = Callable[[Stage, int, int | None], None]  # stage, done, of how many (None: nobody knows)


def silently(_stage: Stage, _count: int, _total: int | None) -> None:
    """Import without a word."""
