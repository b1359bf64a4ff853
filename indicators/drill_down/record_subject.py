"""One record among those that indicators count: which of them look at its kind, and which conditions
it fulfils.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, case

from data.refusals import NotFound, Problem
from data.tables.base import Record
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Aggregate, Definition
from indicators.definition.catalogue import PublishedVersion
from indicators.measures import kind_of, measures
from indicators.records.selection import selection


class RecordSubject:
    """A record of a programme; refuses one that there is not."""

    def __init__(self, reader: ProgrammeReader, kind: str, row: int) -> None:
        self.reader, self.kind, self.catalogue = reader, kind, reader.catalogue
        self.window = reader.window(None)
        # any measure of the kind: they share its table
        described = next(each for each in measures().values() if each.kind == kind)
        record = reader.session.get(described.table, row)
        # of another programme is as good as not there: its steward may not learn of it
        if record is None or record.programme_id != reader.programme_id:
            raise NotFound(Problem("edit_row_unknown", {"id": row}))
        self.record: Record = record

    def is_over(self, code: str) -> bool:
        """Whether some version of an indicator counts records of the kind, itself or in its ratio."""
        return any(map(self.looks_at_kind, self.catalogue.versions[code]))

    def looks_at_kind(self, version: PublishedVersion) -> bool:
        """The same of one version."""
        # a ratio of references lists its sides' records; a formula has none
        inputs = version.definition.inputs if version.definition.kind == "ratio" else ()
        return bool(self.of_kind(version.definition)) or any(map(self.is_over, inputs))

    def of_kind(self, definition: Definition) -> list[Aggregate]:
        """What a definition counts of the record's kind."""
        return [each for each in definition.aggregates if kind_of(each.measure) == self.kind]

    def fulfilled(self, measure: str, conditions: Iterable[ColumnElement[bool]]) -> list[bool]:
        """Which conditions the record fulfils among the records of a measure; none if it is not one
        of them.
        """
        # the number's own conditions asked of one row: no second reading of the rules
        columns = [case((condition, 1), else_=0) for condition in conditions]
        chosen = selection(self.reader.scope, measure).where(
            measures()[measure].table.id == self.record.id
        )
        row = self.reader.session.execute(chosen.with_only_columns(*columns)).one_or_none()
        # no row: it is closed, or not of the measure, and fulfils nothing
        return [bool(flag) for flag in row] if row is not None else [False] * len(columns)
