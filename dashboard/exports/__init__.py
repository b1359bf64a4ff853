"""Files to take home, one module a format, found by name: ``MIME`` and ``write(report, path)``.
``EXTENSION`` is that of its files where the format is called otherwise.

Every format writes the same ``Report``; none asks for a number itself, so no file can disagree with
the wall.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from dashboard.report import Report
from data.refusals import refuse
from data.system import usable, whole_file


@cache
def names() -> tuple[str, ...]:
    """Every format; naming them loads none of their libraries."""
    return tuple(module.name for module in iter_modules(__path__) if not module.ispkg)


def known(form: str) -> str:
    """A format's name; refuses an unknown one and names the known ones."""
    if form not in names():
        raise refuse("export_unknown", format=form[:20], known=", ".join(names()))
    return form


def module(form: str) -> ModuleType:
    """A format's module; refuses an unknown format."""
    return import_module(f"{__name__}.{known(form)}")


def extension(form: str) -> str:
    """The extension of a format's files: its name, unless it says otherwise."""
    own: str = getattr(module(form), "EXTENSION", form)
    return own


def write(report: Report, form: str, path: Path) -> None:
    """Write a file under its final name only when it is whole; refuses an unknown format."""
    writer = module(form)
    make_whole(path, lambda part: writer.write(report, part))


def make_whole(path: Path, make: Callable[[Path], None]) -> None:
    """Make a file that has its name only when it is whole; refuses what the machine objects to."""
    with usable("export_not_written", file=path.name), whole_file(path) as part:
        make(part)
