"""Check what people typed by the importers' rules, and against what others did meanwhile."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.editing.rows import RowInput, batch_of
from data.editing.stored_rows import StoredRow, last_of, revision_row, rows_by_id
from data.imports.checks.identity import Identities, LivingRow
from data.imports.checks.totals import rows_in
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.naming import NUMBER, has_numbers, named
from data.imports.context.context import Confirmed, Context
from data.imports.files.header import titles
from data.imports.problems import Problems
from data.imports.undoing.lost_totals import KIND, lost_totals
from data.imports.undoing.referring import former_name, referring
from data.imports.values.codes import LANGUAGES
from data.refusals import Conflict, Problem, Refusal

REFERRED_TO = ("organisations", "districts")


@dataclass
class CheckedEdit:
    """What is to be done, without faults: rows to bring, each maybe in place of another, and rows
    to close.
    """

    kind: Kind
    programme_id: int
    batch: Batch
    closing: Sequence[int] = ()
    added: int = 0
    corrected: int = 0
    unchanged: int = 0
    numbers: list[str] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        return bool(self.added or self.corrected or self.closing)


def checked(
    context: Context, kind: Kind, rows: Sequence[RowInput], withdrawn: Sequence[int] = ()
) -> CheckedEdit:
    """Everything that is wrong, at once; a ``Conflict`` where nothing is wrong but somebody was
    faster.
    """
    checking = _Checking(context, kind, rows, withdrawn)
    edit = checking.read()
    checking.refuse()
    return edit


class _Checking:
    """One set of rows on its way from text to what is to be done."""

    def __init__(
        self, context: Context, kind: Kind, rows: Sequence[RowInput], withdrawn: Sequence[int]
    ) -> None:
        self.context, self.kind, self.rows, self.withdrawn = context, kind, rows, withdrawn
        self.problems = Problems("", titles=titles(kind))
        self.conflicts: list[Problem] = []
        self.taken: Mapping[str, LivingRow] = {}
        began = [row.began for row in rows if row.began is not None]
        self.known = rows_by_id(context.session, kind, context.programme_id, [*began, *withdrawn])

    def read(self) -> CheckedEdit:
        """The edit; whether it may be made is asked by ``refuse``."""
        sure = (
            (number, row.sure.strip())
            for number, row in enumerate(self.rows, 1)
            if row.sure is not None
        )
        self.context.confirmed = Confirmed(frozenset(sure))
        olds = [
            self._begun(index, row.began, again=row.again) for index, row in enumerate(self.rows)
        ]
        batch = (
            batch_of(self.kind, self.context, self.rows, self.problems)
            if self.rows
            else Batch([], {})
        )
        if self.rows and self.kind.arrange:
            self.kind.arrange(batch, self.context)
        going = [old for row in self.withdrawn if (old := self._begun(None, row)) is not None]
        self._refuse_referred(going)
        if self.problems.total or not self.rows:
            self._refuse_lost_totals(going, batch)
            return self._edit(batch, olds, going)
        self._identify(batch, olds)
        edit = self._edit(batch, olds, going)
        if self.kind.whole_file and len(edit.batch) and not self.problems.total:
            self.kind.whole_file([edit.batch], (), self.context, self.problems)
        self._refuse_lost_totals([*going, *(old for old in olds if old is not None)], batch)
        return edit

    def refuse(self) -> None:
        """Say what is wrong; else who was faster."""
        if self.problems.total:
            self.problems.add_known(self.conflicts)
            self.problems.refuse()
        if self.conflicts:
            raise Conflict(self.conflicts)

    def _begun(
        self, index: int | None, began: int | None, *, again: bool = False
    ) -> StoredRow | None:
        """The row that another begins from: still the newest of its chain, living unless it is to
        come ``again``.
        """
        if began is None:
            return None
        old = self.known.get(began)
        if old is None:
            raise Refusal(Problem("edit_row_unknown", {"id": began}))
        if old.until is not None and not (again and self._last(old).id == old.id):
            self.conflicts.append(self._faster(index, old))
        return old

    def _last(self, old: StoredRow) -> StoredRow:
        return last_of(self.context.session, self.kind, self.context.programme_id, old.chain)

    def _faster(self, index: int | None, old: StoredRow) -> Problem:
        """Who has corrected or withdrawn a row meanwhile."""
        last = self._last(old)
        revision = revision_row(
            self.context.session, last.since if last.until is None else last.until
        )
        params = {
            "number": self._named(last.number),
            "author": revision.author,
            "revision": revision.number,
        }
        rule = "edit_corrected_meanwhile" if last.until is None else "edit_withdrawn_meanwhile"
        params |= {"at": revision.at}
        return Problem(rule, params, row=None if index is None else index + 1)

    def _identify(self, batch: Batch, olds: Sequence[StoredRow | None]) -> None:
        """Numbers and fingerprints; a row known by its content alone keeps the name it has."""
        identities = Identities(self.kind, self.context)
        identities.identify(batch)
        batch.values["number"] = numbers = [
            old.number
            if old and old.number.startswith("#") and str(number).startswith("#")
            else str(number)
            for number, old in zip(batch.values["number"], olds, strict=True)
        ]
        self.taken = identities.known(numbers)
        self._refuse_taken(batch, olds)
        renamed = [
            old for old, number in zip(olds, numbers, strict=True) if old and old.number != number
        ]
        if self.kind.name == "districts":  # records name a district by its code
            self._refuse_referred(renamed)

    def _refuse_taken(self, batch: Batch, olds: Sequence[StoredRow | None]) -> None:
        times = Counter(batch.values["number"])
        prints = batch.values["fingerprint"]
        for index, (number, old) in enumerate(zip(batch.values["number"], olds, strict=True)):
            other = self.taken.get(str(number))
            mine = other is not None and old is not None and (other.chain or other.id) == old.chain
            same = other is not None and old is None and other.fingerprint == prints[index]
            if times[number] > 1:
                batch.refuse(
                    index, self._naming, "edit_number_doubled", number=self._named(str(number))
                )
            elif other is not None and not mine and not same and not self._going(other):
                self.conflicts.append(self._number_taken(index, str(number), other))

    def _named(self, number: str) -> Mapping[str, str]:
        """A row as people know it."""
        return named(self.kind, number, self.context)

    def _going(self, other: LivingRow) -> bool:
        return other.id in self.withdrawn

    @property
    def _naming(self) -> str:
        return NUMBER if has_numbers(self.kind) else self.kind.columns[0].name

    def _number_taken(self, index: int, number: str, other: LivingRow) -> Problem:
        row = rows_by_id(self.context.session, self.kind, self.context.programme_id, [other.id])[
            other.id
        ]
        revision = revision_row(self.context.session, row.since)
        params = {
            "number": self._named(number),
            "author": revision.author,
            "revision": revision.number,
        }
        params |= {"at": revision.at}
        return Problem("edit_number_taken", params, row=index + 1, column=self._naming)

    def _refuse_referred(self, going: Sequence[StoredRow]) -> None:
        """An organisation or district cannot go, or be called otherwise, while living rows need it."""
        if not going or self.kind.name not in REFERRED_TO:
            return
        gone = [(old.chain, old.number) for old in going]
        problems = referring(self.context, self.kind.sql, gone)
        names = [former_name(self.context, self.kind, chain, number) for chain, number in gone]
        numbers = {language: ", ".join(name[language] for name in names) for language in LANGUAGES}
        for problem in problems:
            rule = "edit_referred" if problem.rule == "undo_referred" else problem.rule
            self.problems.add(rule, **{"going": numbers, **problem.params})

    def _refuse_lost_totals(self, going: Sequence[StoredRow], batch: Batch) -> None:
        """A total cannot go from above several disaggregations, which nobody could add up."""
        if self.kind.name != KIND or self.problems.total:
            return
        living = [old.id for old in going if old.until is None]
        coming = rows_in(batch) if len(batch) else ()
        for problem in lost_totals(self.context, living, coming):
            self.problems.add(problem.rule, **problem.params)

    def _edit(
        self, batch: Batch, olds: Sequence[StoredRow | None], going: Sequence[StoredRow]
    ) -> CheckedEdit:
        closing = [old.id for old in going]
        edit = CheckedEdit(
            self.kind,
            self.context.programme_id,
            batch,
            closing,
            numbers=[old.number for old in going],
        )
        prints = batch.values.get("fingerprint")
        if prints is None:
            return edit
        kept = [index for index in range(len(batch)) if not self._same(batch, index, olds[index])]
        edit.unchanged = len(batch) - len(kept)
        edit.corrected = sum(1 for index in kept if olds[index] is not None)
        edit.added = len(kept) - edit.corrected
        edit.batch = _chosen(batch, olds, kept)
        edit.numbers += [str(number) for number in edit.batch.column("number")]
        return edit

    def _same(self, batch: Batch, index: int, old: StoredRow | None) -> bool:
        """Whether a row says what stands already."""
        number, fingerprint = str(batch.values["number"][index]), batch.values["fingerprint"][index]
        if old is not None:
            return old.until is None and old.fingerprint == fingerprint and old.number == number
        return number in self.taken and self.taken[number].fingerprint == fingerprint


def _chosen(batch: Batch, olds: Sequence[StoredRow | None], kept: Sequence[int]) -> Batch:
    """The rows to bring, with those that they replace and the chains they continue."""
    values: dict[str, Any] = {
        name: [column[index] for index in kept] for name, column in batch.values.items()
    }
    living = [old if old and old.until is None else None for old in (olds[index] for index in kept)]
    values["replaces"] = [old and old.id for old in living]
    values["chain"] = [old and old.chain for old in (olds[index] for index in kept)]
    return Batch([batch.rows[index] for index in kept], values)
