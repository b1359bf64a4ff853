"""A bar on a terminal while something takes long; nothing anywhere else."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

from data import imports
from data.progress import ReportProgress

Item = TypeVar("Item")


def bar(amount: ProgressColumn | None = None) -> Progress:
    """A bar on standard error, so that standard output stays what was asked; ``amount`` is how it
    says how much.
    """
    console = Console(stderr=True)
    words = TextColumn("{task.description}", markup=False)
    columns = (
        SpinnerColumn(),
        words,
        BarColumn(),
        amount or MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def each(items: Iterable[Item], description: str) -> Iterator[Item]:
    """The items, with a bar that grows with them."""
    listed = list(items)
    with bar() as progress:
        yield from progress.track(listed, description=description)


@contextmanager
def counted(description: str) -> Iterator[ReportProgress]:
    """A bar for what says itself how many of how many parts are done."""
    with bar() as progress:
        task = progress.add_task(description, total=None)
        yield lambda count, total: progress.update(task, completed=count, total=total)


@contextmanager
def working(description: str) -> Iterator[None]:
    """A bar without an end, for one long step."""
    with bar() as progress:
        progress.add_task(description, total=None)
        yield


@contextmanager
def stages(named: Callable[[imports.Stage], str]) -> Iterator[imports.Progress]:
    """A bar for each stage of an import, with an end where the import knows it."""
    with bar(TaskProgressColumn()) as progress:
        begun: dict[imports.Stage, TaskID] = {}

        def report_progress(stage: imports.Stage, count: int, total: int | None) -> None:
            if stage not in begun:
                for earlier in begun.values():
                    progress.update(earlier, visible=False)
                begun[stage] = progress.add_task(named(stage), total=total)
            progress.update(begun[stage], completed=count, total=total, visible=True)

        yield report_progress
