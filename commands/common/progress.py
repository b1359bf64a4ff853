"""A bar on a terminal while something takes long; nothing anywhere else."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Item = TypeVar("Item")


def bar() -> Progress:
    """A bar on standard error, so that standard output stays what was asked."""
    console = Console(stderr=True)
    words = TextColumn("{task.description}")
    columns = (SpinnerColumn(), words, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def each(items: Iterable[Item], description: str) -> Iterator[Item]:
    """The items, with a bar that grows with them."""
    listed = list(items)
    with bar() as progress:
        yield from progress.track(listed, description=description)


@contextmanager
def working(description: str) -> Iterator[None]:
    """A bar without an end, for one long step."""
    with bar() as progress:
        progress.add_task(description, total=None)
        yield
