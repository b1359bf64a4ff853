"""A kind of file: its columns over its table, and the few rules that need more than one cell."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from sqlalchemy import String, Table, Text, inspect
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from data.imports.columns import Column, Labels, Parsed, Value
from data.imports.columns.batch import Batch
from data.imports.columns.headings import SourceHeadings, header_key
from data.imports.columns.indexes import index_lists
from data.imports.context.context import Context
from data.imports.problems import Problems
from data.tables.base import Record, RecordDistrict, Versioned
from data.tables.records import Field, district_table, record_table
from data.words.vocabulary import Vocabulary

DISTRICTS = "districts"
AFTER_RECORDS = 75
"""The place of a kind that names none: after the records that ship."""
NO_MEASURES: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class DistrictLink:
    """The districts of a kind that has several a record, which files list in one ``field``, separated
    by ``;``.
    """

    rows: type[RecordDistrict]
    field: str = DISTRICTS

    @property
    def table(self) -> Table:
        return cast(Table, self.rows.__table__)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of the record and of the district."""
        return tuple(self.table.columns.keys())

    @property
    def record_id(self) -> InstrumentedAttribute[Any]:
        return cast(InstrumentedAttribute[Any], self.rows.record_id)

    @property
    def district(self) -> InstrumentedAttribute[Any]:
        return cast(InstrumentedAttribute[Any], self.rows.district)


@dataclass(frozen=True)
class SmallNumbers:
    """Numbers of fewer than ``under`` are not for everybody: of the persons that a column of whole
    numbers, ``of``, tells, or else of the records themselves.

    ``by`` says the same of the numbers of single values of an attribute; without ``under`` these alone
    are hidden.
    """

    under: int | None = None
    of: str | None = None
    by: Mapping[str, int] = field(default_factory=dict, hash=False)

    def least(self, attributes: Iterable[str] = ()) -> int | None:
        """Under how many a number is small that is divided by attributes; None where all are told."""
        limits = [self.under, *(self.by.get(each) for each in attributes)]
        return max((each for each in limits if each), default=None)

    @property
    def highest(self) -> int:
        """The greatest number under which any is hidden."""
        return max(self.under or 0, *self.by.values(), 0)


@dataclass(frozen=True)
class Kind:
    """All there is to say of one kind of file."""

    name: str
    table: type[Versioned]
    words: Labels
    columns: tuple[Column, ...]
    example: tuple[dict[str, str], ...]
    key: tuple[str, ...] = ()  # fields that make a row's number, where the source has none
    # How many fields of the key name a cell of which there may be several rows, told apart by the
    # last field; the fields between and the last may be empty.
    cell: int | None = None
    years: tuple[str, ...] = ()  # fields that begin with a year that the row touches
    codes: str | None = None  # the field that holds an indicator's code
    # fields that ``arrange`` makes from the columns, with what they are called
    derived: Mapping[str, Labels] = field(default_factory=dict)
    place: int = AFTER_RECORDS  # among the kinds of a list
    family: Callable[[str], Column | None] | None = (
        None  # columns found by their form: ``by:ATTRIBUTE``
    )
    link: DistrictLink | None = None
    arrange: Callable[[Batch, Context], None] | None = None  # rules over several columns of a row
    # Rules over several rows: of the sound ones, given first, which may be gone through again; those
    # with faults may decide what cannot be judged yet.
    whole_file: Callable[[Iterable[Batch], Sequence[Batch], Context, Problems], None] | None = None
    # fields that do not make a row's content another
    uncounted: frozenset[str] = frozenset({"printed"})
    # Further measures of its records, each with the attributes that divide them: what is planned by
    # a file is of one of these. A measure of the kind's own name is divided by all of its own,
    # unless it stands here too.
    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # How a saved source heads its columns, in a kind as that source writes it.
    headings: SourceHeadings | None = None
    small: SmallNumbers | None = None

    def __post_init__(self) -> None:
        index_lists(self.sql, self.newest_by)

    @property
    def is_record(self) -> bool:
        """Whether its rows are dated records, for which a file says what it covers."""
        return issubclass(self.table, Record)

    @cached_property
    def sql(self) -> Table:
        return cast(Table, inspect(self.table).local_table)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its table, and that of the districts of its records where these have several."""
        return (self.sql, self.link.table) if self.link else (self.sql,)

    @property
    def newest_by(self) -> str | None:
        """The field by which its rows are listed, the newest first; none for a register that is not
        dated, which is in the order of its numbers.
        """
        return "date" if self.is_record else next(iter(self.years), None)

    def blank(self, column: Column) -> Parsed:
        """What a cell without a value means: the table's default."""
        blanks = tuple(self._default(field) for field in column.fields)
        return blanks if len(blanks) > 1 else blanks[0]

    def blank_of(self, column: Column) -> Value:
        """The same in the first of the column's fields."""
        return self._default(column.fields[0])

    def _default(self, field: str) -> Value:
        default = self.sql.columns[field].default if field in self.sql.columns else None
        return default.arg if isinstance(default, ScalarElementColumnDefault) else None

    def limit(self, field: str) -> int | None:
        """How many characters the table's column holds."""
        column = self.sql.columns.get(field)
        return None if column is None else getattr(column.type, "length", None)

    @property
    def offered_columns(self) -> list[Column]:
        """The columns that something is still asked or said of: all but the retired ones."""
        return [column for column in self.columns if not column.is_retired]

    def column(self, name: str) -> Column:
        """The column of a name."""
        return next(column for column in self.columns if column.name == name)

    def vocabulary(self, name: str) -> Vocabulary:
        """The list whose words a column holds."""
        if (vocabulary := self.column(name).vocabulary) is None:
            raise ValueError(f"{self.name}.{name} holds no word of a list")
        return vocabulary

    @cached_property
    def columns_by_spelling(self) -> Mapping[str, Column]:
        """The columns by what headers that mean them are matched by."""
        if self.headings is not None:
            return {key: column for key, column in self.headings.by_key.items() if column}
        return {
            header_key(spelling): column
            for column in self.columns
            for spelling in column.spellings()
        }

    @property
    def field_words(self) -> Mapping[str, Labels]:
        """What the fields of its rows are called: as the columns, or otherwise where these say so."""
        words = {column.name: column.words for column in self.columns}
        for column in self.columns:
            words.update(column.field_words)
        return {**words, **self.derived}

    @property
    def own(self) -> tuple[Column, ...]:
        """The columns that not every record has."""
        return tuple(
            column
            for column in self.columns
            if column.name != DISTRICTS and not hasattr(Record, column.fields[0])
        )

    def divisions(self, measure: str) -> Mapping[str, Column] | None:
        """The columns of the attributes that divide a measure of this kind; nothing of a measure that
        is no other's name.
        """
        if measure in self.measures:
            return {name: self.column(name) for name in self.measures[measure]}
        own = {column.name: column for column in self.own if column.is_attribute}
        return own if measure == self.name and self.is_record else None

    def attribute(self, field: str) -> InstrumentedAttribute[Any]:
        """A field of the table, to be counted or compared."""
        return cast(InstrumentedAttribute[Any], getattr(self.table, field))


def record_kind(
    name: str,
    table: str,
    words: Labels,
    columns: tuple[Column, ...],
    example: tuple[dict[str, str], ...],
    arrange: Callable[[Batch, Context], None] | None = None,
    place: int = AFTER_RECORDS,
    measures: Mapping[str, tuple[str, ...]] = NO_MEASURES,
    later: Collection[str] = (),
    small: SmallNumbers | None = None,
) -> Kind:
    """A kind of dated records, whose table is made of its columns.

    Its rows touch the years of all their dates that have a calendar; with a column ``districts``
    several districts share a record. ``measures`` are those beside the one of its own name.
    ``later`` names columns that the table got when there may have been rows.
    """
    fields = (field for column in columns for field in _fields(column, column.name in later))
    own = record_table(table, fields)
    several = any(column.name == DISTRICTS for column in columns)
    return Kind(
        name,
        own,
        words,
        columns,
        example,
        years=tuple(field for column in columns for field in column.fields if _is_year(field)),
        link=DistrictLink(district_table(own, table)) if several else None,
        arrange=arrange,
        place=place,
        measures=measures,
        small=small,
    )


def _fields(column: Column, is_later: bool) -> Iterator[Field]:
    """The fields of a table that a column fills: plain ones first, then the dates with a calendar,
    last how well these are known.
    """
    plain = len(column.fields) == 1
    for name, kept in zip(column.fields, column.types, strict=False):
        place = -3 if plain else -1 if name.endswith("precision") else -2
        required = column.required and name == column.name
        is_text = plain and column.vocabulary is None and isinstance(kept, String | Text)
        yield Field(name, kept, place, required, column.default, is_text, is_later)


def _is_year(field: str) -> bool:
    return field == "year" or field.endswith("_year")
