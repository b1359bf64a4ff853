"""Records from files: one module a kind here, how they are read, checked, loaded and undone in ``steps``."""

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from data.database import Database
from data.importers.steps import checking, reading, runs, template
from data.importers.steps import excerpt as excerpts
from data.importers.steps.checking import Checked
from data.importers.steps.claims import Districts
from data.importers.steps.excerpt import Excerpt, Head
from data.importers.steps.loading import load, reach, receipt
from data.importers.steps.mending import AS_IT_CAME, Mend, Mending
from data.importers.steps.progress import Progress, Stage
from data.importers.steps.receipt import Receipt, UndoPlan, UndoReceipt
from data.importers.steps.registry import kind_of, kinds, kinds_by_table
from data.importers.steps.runs import Run, import_run, imports, mended
from data.importers.steps.undoing import undo, undo_plan, undo_within

__all__ = [
    "Checked",
    "Excerpt",
    "Head",
    "Mend",
    "Mending",
    "Progress",
    "Receipt",
    "Run",
    "Stage",
    "UndoPlan",
    "UndoReceipt",
    "check",
    "excerpt",
    "import_file",
    "import_run",
    "imports",
    "kind_of",
    "kinds",
    "kinds_by_table",
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
) -> Checked:
    """Read and check a file; raises a ``Refusal`` with every problem in it.

    How: propose (``covers`` may be left open), sheet, mending; progress hears how far it has come.
    """
    asked: dict[str, Any] = {"covers": covers, "districts": districts, "update": update, **how}
    return checking.check(session, kind_of(kind), Path(path), programme=programme, **asked)


def import_file(database: Database, kind: str, path: str | PathLike[str], *, programme: str, **options: Any) -> Receipt:
    """Check a file and load it as one revision.

    Options: covers, districts, sheet, update, dry_run, author, reason, settled, mending; progress hears how far it is.
    """
    return runs.import_file(database, kind_of(kind), Path(path), programme=programme, **options)


def excerpt(kind: str, path: str | PathLike[str], mending: Mending = AS_IT_CAME, **which: Any) -> Excerpt:
    """Some rows of a file as they stand: those of ``problems``, or the ``first`` few; of a ``sheet``."""
    return excerpts.excerpt(kind_of(kind), Path(path), mending, **which)


def sheets(path: str | PathLike[str]) -> tuple[str, ...]:
    """The names by which the sheets of a workbook can be chosen; none of any other file, or of a damaged one."""
    return reading.sheets(Path(path))


def write_template(
    kind: str, path: str | PathLike[str], language: str = "ru", rows: Sequence[Mapping[str, str]] = ()
) -> None:
    """Write an XLSX workbook of this kind with notes, lists and help; empty, or with ``rows``."""
    template.write_template(kind_of(kind), Path(path), language, rows)
