"""Whether a row is new, already loaded, or another content under a known number."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, NamedTuple

from data.imports.among import living_by_number, some_living
from data.imports.columns import Value
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.naming import key
from data.imports.context.context import Context

BETWEEN = "|"
"""Between the fields of a number that is made of them."""
SEPARATOR = "\x1f"  # no text of a file holds it
ORIGIN = ("illustrative", "source", "note")
FEW = 2_000
"""Living rows of a kind that are sooner read together than looked for by the numbers of a file."""
CALENDAR = frozenset(
    f"{before}{part}"
    for before, parts in {"": ("year", "half", "quarter", "month"), "decided_": ("year", "half", "quarter"),
                          "reported_": ("year", "half", "quarter")}.items()
    for part in parts
)  # fmt: skip

LATE = ("decided_precision", "reported_precision")
"""Fields that came when rows had names already: only a month, which the calendar does not show,
makes another row.
"""
LATEST = (*LATE, "direction", "report_due_on", "respondents")
"""All fields that came when rows had names already, as they came."""


class LivingRow(NamedTuple):
    """A living row with its number."""

    id: int
    chain: int | None
    fingerprint: str
    import_id: int | None


@dataclass
class Identities:
    """Numbers and fingerprints of one kind in one programme."""

    kind: Kind
    context: Context

    def __post_init__(self) -> None:
        self._counted = counted(self.kind)
        # in an empty database nothing is known, and a first load asks for no number
        rows = some_living(
            self.context.session,
            self.kind.sql,
            self.context.programme_id,
            FEW + 1,
            "number",
            *LivingRow._fields,
        )
        self._any = bool(rows)
        # of a kind with few rows no number is looked for, however long the file is
        few = {number: LivingRow(*rest) for number, *rest in rows}
        self._few = few if len(rows) <= FEW else None

    def identify(self, batch: Batch) -> None:
        """Give every row its number and fingerprint."""
        if self.kind.key:
            # kinds without a number are known by the columns of their key (docs/import-formats.md)
            batch.values["number"] = _natural(batch, self.kind.key)
            if self.kind.cell is not None:
                self._name_cells(batch)
            self._refuse_long(batch)
        prints = fingerprints([_canonical(batch, field, self.context) for field in self._counted])
        numbers = batch.column("number")
        batch.values["number"] = [
            # without a number the row is known by all that it says
            number or f"#{fingerprint}"
            for number, fingerprint in zip(numbers, prints, strict=True)
        ]
        batch.values["fingerprint"] = prints

    def _name_cells(self, batch: Batch) -> None:
        """Give every row its cell; a row of before there were editions keeps its number.

        That number is the cell's own: its row is told from the others by its day alone.
        """
        day = self.kind.key[-1]
        cells = [number.rstrip(BETWEEN) for number in _natural(batch, self.kind.key[:-1])]
        numbers = [str(number).rstrip(BETWEEN) for number in batch.values["number"]]
        former = self._former_days(day, [*dict.fromkeys(cells)])
        days = map(_text, batch.column(day))
        batch.values["cell"] = cells
        batch.values["number"] = [
            cell if day and former.get(cell) == day else number
            for cell, number, day in zip(cells, numbers, days, strict=True)
        ]

    def _former_days(self, day: str, cells: Sequence[str]) -> Mapping[str, str]:
        """The days of living rows whose number is that of a cell."""
        if not self._any:
            return {}
        session, programme = self.context.session, self.context.programme_id
        rows = living_by_number(session, self.kind.sql, programme, cells, "number", day)
        return {number: str(set_on) for number, set_on in rows if set_on is not None}

    def _refuse_long(self, batch: Batch) -> None:
        """A natural number is as long as its parts together."""
        limit = self.kind.limit("number") or 0
        numbers = list(map(str, batch.values["number"]))
        if max(map(len, numbers), default=0) <= limit:
            return
        for index, number in enumerate(numbers):
            # each part fits its column, all together may not: PostgreSQL would refuse the row
            if len(number) > limit:
                batch.refuse(
                    index,
                    None,
                    "import_key_long",
                    limit=limit,
                    key=key(self.kind, number, self.context),
                )

    def known(self, numbers: Sequence[str]) -> Mapping[str, LivingRow]:
        """The living rows that have these numbers."""
        if self._few is not None:
            return {number: self._few[number] for number in numbers if number in self._few}
        session, programme = self.context.session, self.context.programme_id
        rows = living_by_number(
            session, self.kind.sql, programme, numbers, "number", *LivingRow._fields
        )
        return {number: LivingRow(*rest) for number, *rest in rows}


def fingerprints(columns: Sequence[Iterable[str]]) -> list[str]:
    """One short name of each row's content.

    A column added at the end later does not change those without a value.
    """
    blake, join = hashlib.blake2b, SEPARATOR.join
    rows = zip(*columns, strict=True)
    # trailing empties do not count: a column added at the end leaves old fingerprints as they are
    return [blake(join(row).rstrip(SEPARATOR).encode(), digest_size=16).hexdigest() for row in rows]


def counted(kind: Kind) -> list[str]:
    """The fields that are a row's content: where it comes from first, then as the kind lists them."""
    fields = [
        *ORIGIN,
        *(field for column in kind.columns for field in column.fields),
        *kind.derived,
    ]
    derived = CALENDAR if kind.is_record else frozenset()
    counted_fields = [
        field for field in dict.fromkeys(fields) if field not in derived | kind.uncounted
    ]
    # late fields go to the end in the order of their coming, the others keep theirs
    return [
        *(field for field in counted_fields if field not in LATEST),
        *(field for field in LATEST if field in counted_fields),
    ]


def _canonical(batch: Batch, field: str, context: Context) -> Iterable[str]:
    """A field's values as text."""
    values = batch.column(field)
    if field in LATE:
        return ["month" if value == "month" else "" for value in values]
    types = set(map(type, values))
    # most columns: no text needs to be made
    if types == {str}:
        return values  # type: ignore[return-value]
    if types == {type(None)}:
        return repeat("", len(batch))
    # ids differ from database to database
    return _texts(values, context.organisations.numbers if field == "organisation_id" else {})


def _texts(values: Sequence[Value], names: Mapping[Any, str]) -> Iterable[str]:
    # each different value once: a column of a file has few
    texts = {value: names.get(value) or _text(value) for value in set(values)}
    return map(texts.__getitem__, values)


def _text(value: Value) -> str:
    # «no» and not filled in are one: older rows have no flag at all
    if value is None or value is False:
        return ""
    return value if isinstance(value, str) else str(int(value))


def _natural(batch: Batch, key: Sequence[str]) -> list[str]:
    parts = [_texts(batch.column(name), {}) for name in key]
    return list(map(natural_number, zip(*parts, strict=True)))


def natural_number(texts: Iterable[str]) -> str:
    """The number of a row whose kind has none of its own: the texts of what makes it another."""
    return BETWEEN.join(texts)
