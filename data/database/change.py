"""An open change: its session, its revision, and what it has touched so far."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from data.database.sealed_rows import SealedRows
from data.database.text_index import FreshTexts
from data.progress import ReportProgress, silently


@dataclass(frozen=True)
class TouchedRange:
    """What a revision changed: a subject of a programme, for some years (``None``: all) and codes
    (``None``: all).

    ``subject`` is a kind of record, or ``definitions``, ``observations``, ``populations``,
    ``districts``, ``passport``.
    """

    programme_id: int
    subject: str
    years: frozenset[int] | None = None
    codes: frozenset[str] | None = None


class NothingChangedError(Exception):
    """Raised inside a transaction that turned out to change nothing: takes its revision back."""


@dataclass
class Change:
    """An open transaction; ``override_closed_years`` says that it may reach closed years, with a
    reason that was given.

    ``report_progress`` hears from a listener how far it has come.
    """

    session: Session
    revision: int
    touches: list[TouchedRange] = field(default_factory=list)
    override_closed_years: bool = False
    report_progress: ReportProgress = silently
    # what the seal and the index of texts say of rows of imports, noted while they are inserted
    imported: SealedRows = field(default_factory=SealedRows)
    texts: FreshTexts = field(default_factory=FreshTexts)

    def touch(
        self, programme_id: int, subject: str, *, years: Any = None, codes: Any = None
    ) -> None:
        """Say that ``subject`` changed, so that the listeners can follow."""
        frozen = [None if names is None else frozenset(names) for names in (years, codes)]
        self.touches.append(TouchedRange(programme_id, subject, *frozen))
