"""What is worked out once for the kinds of records that there are, and again when these change."""

from collections.abc import Callable
from functools import cache
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_clearing: list[Callable[[], None]] = []


def once_for_kinds(function: Callable[P, T]) -> Callable[P, T]:
    """Remember what a function answers until the kinds of records are others."""
    remembering: Any = cache(function)
    _clearing.append(remembering.cache_clear)
    return remembering  # type: ignore[no-any-return]


def forget() -> None:
    """The kinds of records are others now."""
    for clear in _clearing:
        clear()
