"""Records from files: how the kinds of ``data/kinds`` are read, checked, loaded and undone."""

from os import PathLike
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from data.database.database import Database
from data.imports import runs
from data.imports.checks import checking
from data.imports.checks import excerpt as excerpts
from data.imports.checks.checked_file import CheckedFile
from data.imports.checks.excerpt import Excerpt, Head
from data.imports.checks.options import ImportOptions
from data.imports.context.context import context_of
from data.imports.files import reading
from data.imports.files.corrections import AS_IT_CAME, Correction, Corrections, Replacement
from data.imports.limits import ImportLimits
from data.imports.loading.loading import load, reach, receipt
from data.imports.mapping import SourceMapping
from data.imports.progress import Progress, Stage, silently
from data.imports.receipt import Receipt, UndoPlan, UndoReceipt
from data.imports.registry import kind_of, kinds, kinds_by_table, kinds_in_order
from data.imports.runs import (
    ImportSummary,
    import_run,
    imported_beside,
    imports,
    mended,
    newest_imports,
)
from data.imports.undoing.undoing import undo, undo_plan, undo_reach, undo_within

__all__ = [
    "CheckedFile",
    "Correction",
    "Corrections",
    "Excerpt",
    "Head",
    "ImportLimits",
    "ImportOptions",
    "ImportSummary",
    "Progress",
    "Receipt",
    "Replacement",
    "SourceMapping",
    "Stage",
    "UndoPlan",
    "UndoReceipt",
    "check",
    "context_of",
    "excerpt",
    "import_file",
    "import_run",
    "imported_beside",
    "imports",
    "kind_of",
    "kinds",
    "kinds_by_table",
    "kinds_in_order",
    "load",
    "mended",
    "newest_imports",
    "reach",
    "receipt",
    "sheets",
    "undo",
    "undo_plan",
    "undo_reach",
    "undo_within",
]


def check(
    session: Session,
    kind: str,
    path: str | PathLike[str],
    options: ImportOptions,
    *,
    propose: bool = False,
    progress: Progress = silently,
) -> CheckedFile:
    """Read and check a file; raises a ``Refusal`` with every problem in it.

    ``propose``: what it covers may be left open. ``progress`` hears how far it has come.
    """
    return checking.check(
        session, kind_of(kind), Path(path), options, propose=propose, progress=progress
    )


def import_file(
    database: Database,
    kind: str,
    path: str | PathLike[str],
    options: ImportOptions,
    *,
    dry_run: bool = False,
    author: str = "itog",
    reason: str = "",
    override_closed_years: bool = False,
    progress: Progress = silently,
) -> Receipt:
    """Check a file and load it as one revision, or only say what loading would do (``dry_run``)."""
    return runs.import_file(
        database,
        kind_of(kind),
        Path(path),
        options,
        dry_run=dry_run,
        author=author,
        reason=reason,
        override_closed_years=override_closed_years,
        progress=progress,
    )


def excerpt(
    kind: str, path: str | PathLike[str], corrections: Corrections = AS_IT_CAME, **which: Any
) -> Excerpt:
    """Some rows of a file as they stand: those of ``problems``, or the ``first`` few; of a
    ``sheet``.
    """
    return excerpts.excerpt(kind_of(kind), Path(path), corrections, **which)


def sheets(path: str | PathLike[str]) -> tuple[str, ...]:
    """The names by which the sheets of a workbook can be chosen; none of any other file, or of a
    damaged one.
    """
    return reading.sheets(Path(path))
