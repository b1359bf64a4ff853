"""Official forms as files, one module a format, found by name: ``MIME`` and ``write(form, path)``."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from dashboard.exports import make_whole
from data.refusals import LONGEST, refuse
from indicators.forms.form import OfficialForm

FORMATS = f"{__name__}.formats"


@cache
def format_names() -> tuple[str, ...]:
    """The formats, whose names are the files' extensions; naming them loads none of their
    libraries.
    """
    folder = [str(Path(__file__).parent / "formats")]
    return tuple(module.name for module in iter_modules(folder))


def form_format(name: str) -> ModuleType:
    """A format's module, by the extension of a file; refuses an unknown one."""
    return import_module(f"{FORMATS}.{check_extension(name, format_names())}")


def check_extension(name: str, extensions: Sequence[str]) -> str:
    """The extension of a file; refuses one that is none of those."""
    extension = name.rpartition(".")[2].lower()
    if extension not in extensions:
        listed = ", ".join(f".{each}" for each in extensions)
        raise refuse("form_file_unknown", file=name[:LONGEST], extensions=listed)
    return extension


def write_form(form: OfficialForm, path: Path) -> None:
    """Write a form in the format of the file's extension."""
    writer = form_format(path.name)
    make_whole(path, lambda part: writer.write(form, part))
