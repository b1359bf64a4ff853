"""Records from files: how the kinds of ``data/kinds`` are read, checked, loaded and undone."""

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from data.database.database import Database
from data.imports import runs, template
from data.imports.checks import checking
from data.imports.checks import excerpt as excerpts
from data.imports.checks.checking import CheckedFile
from data.imports.checks.claims import Districts
from data.imports.checks.excerpt import Excerpt, Head
from data.imports.context.context import Context, context_of
from data.imports.files import reading
from data.imports.files.corrections import AS_IT_CAME, Correction, Corrections, Replacement
from data.imports.loading.loading import load, reach, receipt
from data.imports.progress import Progress, Stage
from data.imports.receipt import Receipt, UndoPlan, UndoReceipt
from data.imports.registry import kind_of, kinds, kinds_by_table, kinds_in_order
from data.imports.runs import ImportSummary, import_run, imports, mended
from data.imports.undoing.undoing import undo, undo_plan, undo_within

__all__ = [
    "CheckedFile",
    "Correction",
    "Corrections",
    "Excerpt",
    "Head",
    "ImportSummary",
    "Progress",
    "Receipt",
    "Replacement",
    "Stage",
    "UndoPlan",
    "UndoReceipt",
    "check",
    "context_of",
    "excerpt",
    "import_file",
    "import_run",
    "imports",
    "kind_of",
    "kinds",
    "kinds_by_table",
    "kinds_in_order",
    "load",
    "mended",
    "reach",
    "receipt",
    "sheets",
    "undo",
    "undo_plan",
    "undo_within",
    "write_template",
]


def check(
    session: Session,
    kind: str,
    path: str | PathLike[str],
    *,
    programme: str,
    covers: str | None = None,
    districts: Districts = "all",
    update: bool = False,
    **how: Any,
) -> CheckedFile:
    """Read and check a file; raises a ``Refusal`` with every problem in it.

    How: propose (``covers`` may be left open), sheet, mending; progress hears how far it has come.
    """
    options: dict[str, Any] = {"covers": covers, "districts": districts, "update": update, **how}
    return checking.check(session, kind_of(kind), Path(path), programme=programme, **options)


def import_file(
    database: Database, kind: str, path: str | PathLike[str], *, programme: str, **options: Any
) -> Receipt:
    """Check a file and load it as one revision.

    Options: covers, districts, sheet, update, dry_run, author, reason, settled, mending; progress
    hears how far it is.
    """
    return runs.import_file(database, kind_of(kind), Path(path), programme=programme, **options)


def excerpt(
    kind: str, path: str | PathLike[str], mending: Corrections = AS_IT_CAME, **which: Any
) -> Excerpt:
    """Some rows of a file as they stand: those of ``problems``, or the ``first`` few; of a
    ``sheet``.
    """
    return excerpts.excerpt(kind_of(kind), Path(path), mending, **which)


def sheets(path: str | PathLike[str]) -> tuple[str, ...]:
    """The names by which the sheets of a workbook can be chosen; none of any other file, or of a
    damaged one.
    """
    return reading.sheets(Path(path))


def write_template(
    kind: str,
    path: str | PathLike[str],
    language: str = "ru",
    rows: Sequence[Mapping[str, str]] = (),
    context: Context | None = None,
) -> None:
    """Write an XLSX workbook of this kind with notes, lists and help; empty, or with ``rows``.

    With a programme's ``context`` its districts and codes are among the lists.
    """
    template.write_template(kind_of(kind), Path(path), language, rows, context)
