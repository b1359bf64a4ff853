"""The fields of a declared kind of records and how they fit together."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from data.imports.declarations.titles import Help, ListWord, Sentence, Title
from data.markup.days import Day
from data.markup.fields import Strict, broken
from data.tables.base import Record
from data.words.matching import match_key
from data.words.offers import offer, unnamed

CODE = r"^[a-z][a-z0-9_]*$"
LONGEST_CODE = 40
LONGEST_WORD = 20
"""Characters of a code of a list, as its column keeps them."""
MOST_COLUMNS, MOST_WORDS, MOST_RULES = 40, 200, 40
LEAST_SMALL, MOST_SMALL = 3, 100
"""Between these lies the number under which a kind hides its small numbers."""
DIVIDING = ("word", "label", "flag")
"""Types of columns by whose values numbers are divided."""
YEARS_AFTER = 2
"""By so many years a further date of a record may lie past the programme."""
COMMON = (
    "number",
    "date",
    "district",
    "districts",
    "organisation",
    "illustrative",
    "source",
    "note",
)
"""Columns that many kinds have, and which are everywhere the same but for their titles."""
OURS = ("id", "metadata", "registry", "by", "all", "until", "since")
"""What tables and their classes have, and words of files and addresses."""
CALENDAR = ("_year", "_half", "_quarter", "_month", "_precision", "_id")
"""How the fields end that dates and organisations bring with them."""
ColumnType = Literal["text", "label", "word", "whole", "money", "day", "dated", "flag"]


RANGED = {"whole": (int,), "money": (int, Decimal), "day": (date,), "dated": (date,)}
"""What the ends of a range are, by the type of its column."""


class RangeDeclaration(Strict):
    """The least and the greatest that a column may hold, each with what is between; roubles, where
    it holds money. It holds for rows dated from ``since`` on, or for all.
    """

    min: int | Decimal | date | None = None
    max: int | Decimal | date | None = None
    since: Day | None = None


class RuleDeclaration(Strict):
    """What a row must meet, if it meets ``when``: conditions over its columns.

    ``name`` says what is wrong with a row that breaks it, ``remedy`` what to do, ``column`` where.
    Shipped kinds have a ``message`` of the program instead. It holds for rows dated from ``since``
    on, or for all.
    """

    must: str = Field(min_length=1)
    when: str | None = Field(default=None, min_length=1)
    column: str | None = None
    name: Sentence | None = None
    remedy: Sentence | None = None
    message: str | None = None
    since: Day | None = None


class ColumnDeclaration(Strict):
    """One column of a kind's files and of its table.

    Rows dated from ``required_since`` on need a value in it, those from ``retired_since`` on take
    none.
    """

    column: str = Field(pattern=CODE, max_length=LONGEST_CODE)
    type: ColumnType | None = None
    name: Title | None = None
    help: Help = Help()
    required: bool = False
    required_since: Day | None = None
    words: dict[str, ListWord] = Field(default_factory=dict, max_length=MOST_WORDS)
    default: str | None = None
    known: Title | None = None
    characters: int | None = Field(default=None, ge=1, le=1_000)
    after: int = Field(default=YEARS_AFTER, ge=0, le=YEARS_AFTER)
    range: RangeDeclaration = RangeDeclaration()
    retired: bool = False
    retired_since: Day | None = None

    @property
    def is_common(self) -> bool:
        return self.column in COMMON

    @model_validator(mode="after")
    def _says_what_it_is(self) -> "ColumnDeclaration":
        """A common column is what it is everywhere; any other has its type and its name."""
        if self.is_common and self.type is not None:
            raise broken("kind_common_typed", column=self.column)
        for field in () if self.is_common else ("type", "name"):
            if getattr(self, field) is None:
                raise broken("field_missing", field=field)
        return self

    @model_validator(mode="after")
    def _has_words_where_it_is_a_list(self) -> "ColumnDeclaration":
        if (self.type == "word") != bool(self.words):
            raise broken("kind_words", column=self.column)
        if self.default is not None and self.default not in self.words:
            raise broken("kind_default", **offer(unnamed(self.words), self.default))
        for code in self.words:
            if len(code) > LONGEST_WORD:
                raise broken("kind_word_long", code=code, longest=LONGEST_WORD)
        if same := _alike(word.names for word in self.words.values()):
            raise broken("kind_words_alike", column=self.column, word=same)
        return self

    @model_validator(mode="after")
    def _is_missed_by_nobody_where_it_is_retired(self) -> "ColumnDeclaration":
        is_retired = self.retired or self.retired_since
        is_required = self.required or self.required_since
        if is_retired and (is_required or self.is_common):
            raise broken("kind_retired", column=self.column)
        return self

    @model_validator(mode="after")
    def _says_since_when_of_what_can_change(self) -> "ColumnDeclaration":
        """What holds for all rows holds since no day, and what is never empty is never missing."""
        if (self.required and self.required_since) or (self.retired and self.retired_since):
            raise broken("kind_since_twice", column=self.column)
        if self.required_since and (self.type == "flag" or self.default is not None):
            raise broken("kind_since_filled", column=self.column)
        if self.range.since and self.range.min is None and self.range.max is None:
            raise broken("kind_since_no_range", column=self.column)
        return self

    @model_validator(mode="after")
    def _has_words_of_some_day(self) -> "ColumnDeclaration":
        for code, word in self.words.items():
            if word.since and word.until and word.since > word.until:
                raise broken("kind_word_turned", column=self.column, code=code)
        default = self.words.get(str(self.default))
        if default and (default.since or default.until):
            raise broken("kind_word_default", column=self.column, code=self.default)
        return self

    @model_validator(mode="after")
    def _has_a_range_of_what_it_holds(self) -> "ColumnDeclaration":
        limits = [each for each in (self.range.min, self.range.max) if each is not None]
        if any(not isinstance(each, RANGED.get(str(self.type), ())) for each in limits):
            raise broken("kind_range_type", column=self.column)
        if len(limits) == 2 and limits[0] > limits[1]:  # type: ignore[operator]
            raise broken("kind_range_turned", column=self.column)
        return self


SmallLimit = Annotated[int, Field(ge=LEAST_SMALL, le=MOST_SMALL)]


class SmallDeclaration(Strict):
    """Numbers of fewer than ``under`` persons, as the column ``of`` counts them, or else records, are
    hidden from readers; ``by`` says under how many those of single values of an attribute are.
    """

    under: int | None = Field(default=None, ge=LEAST_SMALL, le=MOST_SMALL)
    of: str | None = None
    by: dict[str, SmallLimit] = Field(default_factory=dict, max_length=MOST_COLUMNS)

    @model_validator(mode="after")
    def _hides_something(self) -> "SmallDeclaration":
        if self.under is None and not self.by:
            raise broken("field_missing", field="under")
        return self


class KindDeclaration(Strict):
    """A kind of dated records: what its files are called and what their columns hold."""

    code: str = Field(pattern=CODE, max_length=LONGEST_CODE)
    table: str | None = Field(default=None, pattern=CODE, max_length=LONGEST_CODE)
    measures: dict[str, tuple[str, ...]] = Field(default_factory=dict, max_length=10)
    indexes: dict[str, tuple[str, ...]] = Field(default_factory=dict, max_length=10)
    name: Title
    place: int = Field(default=75, ge=0, le=1_000)
    columns: tuple[ColumnDeclaration, ...] = Field(max_length=MOST_COLUMNS)
    rules: tuple[RuleDeclaration, ...] = Field(default=(), max_length=MOST_RULES)
    example: tuple[dict[str, str], ...] = Field(default=(), max_length=20)
    small: SmallDeclaration | None = None

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.column for column in self.columns)

    @model_validator(mode="after")
    def _columns_differ(self) -> "KindDeclaration":
        if same := _alike({"column": name} for name in self.column_names):
            raise broken("kind_column_doubled", column=same)
        if same := _alike(column.name.names for column in self.columns if column.name):
            raise broken("kind_titles_alike", title=same)
        return self

    @model_validator(mode="after")
    def _columns_are_none_of_every_record(self) -> "KindDeclaration":
        """What each record has, and what its dates and its class say of it, is named already."""
        for column in self.columns:
            if not column.is_common and _is_ours(column):
                raise broken("kind_column_ours", column=column.column)
        return self

    @model_validator(mode="after")
    def _is_a_dated_record(self) -> "KindDeclaration":
        """A record happens on a day, in one district or in several."""
        if "date" not in self.column_names:
            raise broken("kind_undated")
        if {"district", "districts"} <= set(self.column_names):
            raise broken("kind_district_and_districts")
        return self

    @model_validator(mode="after")
    def _counts_persons_in_every_row(self) -> "KindDeclaration":
        """A row that said no number of persons would hide nobody."""
        persons = self.small.of if self.small else None
        fitting = [each.column for each in self.columns if each.type == "whole" and each.required]
        if persons is not None and persons not in fitting:
            raise broken("kind_small_column", **offer(unnamed(fitting), persons))
        return self

    @model_validator(mode="after")
    def _hides_by_what_divides_it(self) -> "KindDeclaration":
        dividing = [each.column for each in self.columns if each.type in DIVIDING]
        for attribute in self.small.by if self.small else ():
            if attribute not in dividing:
                raise broken("kind_small_attribute", **offer(unnamed(dividing), attribute))
        return self

    @model_validator(mode="after")
    def _examples_fill_its_columns(self) -> "KindDeclaration":
        for row in self.example:
            if unknown := sorted(row.keys() - set(self.column_names)):
                raise broken("kind_example_column", column=unknown[0])
        return self


def _is_ours(column: ColumnDeclaration) -> bool:
    name = column.column
    return hasattr(Record, name) or name in OURS or name.endswith(CALENDAR)


def _alike(names: Iterable[Mapping[str, Any]]) -> str | None:
    """The first of the names that is another's in the same language, however it is spelled."""
    met: set[tuple[str, str]] = set()
    for name in names:
        for language, word in name.items():
            if (key := (language, match_key(word))) in met:
                return str(word)
            met.add(key)
    return None
