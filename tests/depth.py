"""How far tests go: `make test` goes a short way through what `make test-deep` goes through whole."""

import os
from collections.abc import Sequence
from typing import TypeVar

DEEP = os.environ.get("ITOG_TEST_DEEP") == "1"

Each = TypeVar("Each")


def examples(short: int, deep: int) -> int:
    """How many examples hypothesis tries."""
    return deep if DEEP else short


def some(whole: Sequence[Each], *short: Each) -> Sequence[Each]:
    """What a test is repeated for: everything, or the named ones, which must be among it."""
    strange = [each for each in short if each not in whole]
    if strange:
        raise ValueError(f"not among what is tried whole: {strange}")
    return whole if DEEP else short
