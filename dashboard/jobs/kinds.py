"""Kinds of work, one module each, beside what they belong to: ``job_<name>.py``.

A module has ``work(database, arguments, progress) -> str``, which runs in a process of its own and
returns the address to go to, or nothing where it has written ``progress.file``; and ``words(job) ->
Words``, in the language of the request. One whose result is a file also has ``mime(job)``.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

DASHBOARD = Path(__file__).parents[1]


@dataclass(frozen=True)
class JobText:
    """What the page of a job says: a title for each state but «cancelled», how far it is, and what
    cancelling left.

    ``back`` is the address to go to where nothing came of it; without one it is the overview.
    """

    waiting: str
    ready: str
    failed: str
    progress: str
    cancelled: str
    back: str = ""


@cache
def kinds() -> dict[str, ModuleType]:
    """Every kind by its name."""
    return {
        # found by name, as the framework may not know those who use it (ARCHITECTURE.md)
        path.stem.removeprefix("job_"): import_module(_module(path))
        for path in sorted(DASHBOARD.rglob("job_*.py"))
    }


def _module(path: Path) -> str:
    return ".".join(path.relative_to(DASHBOARD.parent).with_suffix("").parts)


def kind(name: str) -> ModuleType:
    """A kind's module."""
    return kinds()[name]
