"""Forms of a programme's own: files with named places, checked when they are loaded, kept with the
programme and filled with the numbers of a year.

Each kind of file is a module of ``kinds/``, named by its extension: ``MIME``, ``places(file,
content)`` – each with where it stands, refusing what is no place –, ``title(file, content)`` and
``fill(file, content, fillings)``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from data.refusals import LONGEST, Problem, Refusal
from indicators.forms.templates.places import ILLUSTRATIVE, unknown_place

MOST_PLACES, MOST_PROBLEMS = 2000, 50
PACKED_LIMIT = 2 << 20  # bytes


@dataclass(frozen=True)
class CheckedTemplate:
    """A file with the places that stand in it, all of them known; ``name`` is its title."""

    name: str
    extension: str
    places: tuple[str, ...]
    content: bytes


@cache
def extensions() -> tuple[str, ...]:
    """The extensions of files that a form of one's own may be."""
    return tuple(module.name for module in iter_modules([str(Path(__file__).parent / "kinds")]))


def template_kind(extension: str) -> ModuleType:
    """The module of a kind of file."""
    return import_module(f"{__name__}.kinds.{extension}")


def check_template(file: str, content: bytes, known: Collection[str]) -> CheckedTemplate:
    """A file whose places are all known; refuses with every one that is not."""
    stem, _dot, extension = file.rpartition(".")
    kind = template_kind(extension)
    placed = kind.places(file, content)
    names = tuple(dict.fromkeys(place for place, _where in placed))
    problems = [unknown_place(place, known, at) for place, at in placed if place not in known]
    if problems:
        raise Refusal(problems[:MOST_PROBLEMS])
    if ILLUSTRATIVE not in names or len(names) > MOST_PLACES:
        rule = "form_template_places" if ILLUSTRATIVE in names else "form_template_no_mark"
        raise Refusal(Problem(rule, {"limit": MOST_PLACES}, file=file))
    title = kind.title(file, content)
    name = stem if not title or "{{" in title else title[:LONGEST]
    return CheckedTemplate(name, extension, names, content)
