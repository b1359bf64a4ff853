"""Telling somebody who waits how far a long computation has come."""

from collections.abc import Callable

ReportProgress = Callable[[int, int], None]
"""Hears how many of how many parts are done."""


def silently(count: int, total: int) -> None:
    """Nobody waits."""
