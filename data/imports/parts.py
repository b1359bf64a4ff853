"""Long lists in parts that a query can name."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

AT_ONCE = 5_000

Item = TypeVar("Item")


def parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items, some at a time; nothing of an empty list."""
    iterator = iter(items)
    while part := list(islice(iterator, AT_ONCE)):
        yield part
