"""Kinds by name: each module and each declaration of ``data/kinds`` is one, and each that a steward
of the database has declared.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from data.database.kinds import Texts
from data.imports.columns.kind import Kind
from data.imports.declarations.making import kind_from
from data.imports.declarations.own_kinds import OwnKinds
from data.imports.declarations.reading import read_file
from data.kind_memory import forget, once_for_kinds
from data.refusals import NotFound, Problem

PACKAGE = "data.kinds"
DECLARATION = ".yaml"

_own_kinds = OwnKinds()


@once_for_kinds
def kinds() -> tuple[str, ...]:
    """The names of every kind of file, in alphabetical order."""
    return tuple(sorted((*shipped_kinds(), *_own_kinds.kinds)))


@cache
def shipped_kinds() -> tuple[str, ...]:
    """The names of the kinds that every database has."""
    return (*_modules(), *_declarations())


def own_kinds() -> tuple[Kind, ...]:
    """The kinds that stewards of the database have declared."""
    return tuple(_own_kinds.kinds.values())


def adopt(texts: Texts) -> None:
    """Know the kinds that a database declares, and no others: the texts of each one's versions, the
    newest last.
    """
    if _own_kinds.adopt(texts):
        forget()


def kind_of(name: str) -> Kind:
    """All there is to say of one kind; refuses an unknown name and lists the known ones."""
    if name in shipped_kinds():
        return _shipped(name)
    if name not in _own_kinds.kinds:
        raise NotFound(Problem("import_unknown_kind", {"kind": name, "known": _listed()}))
    return _own_kinds.kinds[name]


@cache
def _shipped(name: str) -> Kind:
    if path := _declarations().get(name):
        return kind_from(read_file(path))
    kind = import_module(f"{PACKAGE}.{name}").KIND
    assert isinstance(kind, Kind)  # noqa: S101 - the one thing that a kind's module must hold
    return kind


def kinds_in_order() -> tuple[Kind, ...]:
    """Every kind in the order of lists."""
    return tuple(sorted(map(kind_of, kinds()), key=lambda kind: (kind.place, kind.name)))


def _listed() -> dict[str, str]:
    """Every kind by its words and its name, by language."""
    every = [kind_of(name) for name in kinds()]
    return {
        language: ", ".join(f"{getattr(kind.words, language)} ({kind.name})" for kind in every)
        for language in ("ru", "en")
    }


@once_for_kinds
def kinds_by_table() -> dict[str, Kind]:
    """Every kind by the name of the table that holds its rows."""
    return {kind_of(name).sql.name: kind_of(name) for name in kinds()}


def _modules() -> Iterator[str]:
    return (module.name for module in iter_modules(import_module(PACKAGE).__path__))


def _declarations() -> dict[str, Path]:
    """The files of declared kinds by these kinds' names."""
    folders = map(Path, import_module(PACKAGE).__path__)
    return {
        path.stem: path for folder in folders for path in sorted(folder.glob(f"*{DECLARATION}"))
    }
