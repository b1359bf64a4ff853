"""How a file is to be read, and what it claims to cover."""

from dataclasses import dataclass

from data.imports.checks.claims import Districts
from data.imports.checks.scope import Scope
from data.imports.columns.kind import Kind
from data.imports.files.corrections import AS_IT_CAME, Corrections
from data.imports.limits import ImportLimits
from data.imports.mapping import SourceMapping

USUAL = ImportLimits()


@dataclass(frozen=True)
class ImportOptions:
    """``covers`` and ``districts``: the months and districts of which the file is complete.

    ``sheet`` names one sheet of a workbook, or ``all`` with the kind's header. ``update``: rows
    that are known already are corrected. ``corrections``: cells that read otherwise than in the
    file, and doubtful values that are right. ``limits``: how large it may be, and how long it may
    take. ``mapping``: how the source that it comes from writes its files.
    """

    programme: str
    covers: str | None = None
    districts: Districts = "all"
    sheet: str | None = None
    update: bool = False
    corrections: Corrections = AS_IT_CAME
    limits: ImportLimits = USUAL
    scope: Scope | None = None
    sent_file: int | None = None
    mapping: SourceMapping | None = None

    def read_as(self, kind: Kind) -> Kind:
        """A kind as the file writes it."""
        return self.mapping.read_as(kind) if self.mapping else kind

    @property
    def read_corrections(self) -> Corrections:
        """The corrections with the words of the source."""
        return self.mapping.corrections(self.corrections) if self.mapping else self.corrections
