"""Files to take home, one module a format, found by name: ``MIME`` and ``write(report, path)``.

Every format writes the same ``Report``; none asks for a number itself, so no file can disagree with the wall.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from dashboard.council.report import Report
from data.refusals import refuse


@cache
def formats() -> dict[str, ModuleType]:
    """Every format by its name, which is also the file's extension; a package holds parts of formats."""
    names = [module.name for module in iter_modules(__path__) if not module.ispkg]
    return {name: import_module(f"{__name__}.{name}") for name in names}


def write(report: Report, form: str, path: Path) -> None:
    """Write a file under its final name only when it is whole; refuses an unknown format."""
    if form not in formats():
        raise refuse("export_unknown", format=form, known=", ".join(formats()))
    part = path.with_name(f".{path.name}.part")
    try:
        formats()[form].write(report, part)
        part.replace(path)
    except OSError as error:
        raise refuse("export_not_written", file=path.name, reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
