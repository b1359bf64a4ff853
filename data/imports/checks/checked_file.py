"""What is known of a file that was checked, whatever loads it or says what it would change."""

from dataclasses import dataclass, field

from data.imports.checks.coverage import CoveredMonth
from data.imports.checks.spool import Spool
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.files.corrections import AS_IT_CAME, Corrections
from data.imports.values.periods import Month, proposal
from data.refusals import Problem


@dataclass
class CheckedFile:
    """A file without faults, ready to load: its rows are in ``spool``."""

    kind: Kind
    context: Context
    file_name: str
    sha256: str
    covers: str
    revision: int  # the newest when it was checked
    corrections: Corrections = AS_IT_CAME
    spool: Spool = field(default_factory=Spool)
    accepted: int = 0
    updated: int = 0
    skipped: int = 0
    # import -> rows of it that this file repeats
    skipped_from: dict[int, int] = field(default_factory=dict)
    months: set[Month] = field(default_factory=set)
    illustrative: bool = True  # every row is
    covered: set[CoveredMonth] = field(default_factory=set)  # what was not covered before
    sheets: tuple[str, ...] = ()  # of a workbook, that are read
    headings: tuple[tuple[str, ...], ...] = ()  # the titles of the columns of each table
    notes: list[Problem] = field(default_factory=list)  # what was seen of the file
    headed: bool = True  # nothing is wrong with the header
    # rows with faults, where a rule of the whole file must know them
    faulty: list[Batch] = field(default_factory=list)
    sent_file: int | None = None  # what a reporter has sent it under

    @property
    def changes(self) -> bool:
        """Whether loading it would change anything."""
        return bool(self.accepted or self.updated or self.covered)

    @property
    def proposed_covers(self) -> str | None:
        """What ``covers`` could say, after the months of the rows."""
        return proposal(self.months) if self.kind.is_record and self.months else None
