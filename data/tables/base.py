"""What all tables share: the declarative base, versioned rows, dated records."""

import datetime
from typing import ClassVar

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    and_,
    cast,
    literal,
    null,
    or_,
    text,
    type_coerce,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, declared_attr, mapped_column

from data.tables.types import FirstDay

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


EDITED = "import_id IS NULL OR chain IS NOT NULL"
"""Rows that are not the first of their chain from an import: only their ``since`` is not their
import's revision.
"""


SOUGHT = "sought"
"""What marks a column of texts that people write and look for words in."""
LATER_FIELDS = "later"
"""Names, in a table of a declared kind, the columns that a later version of it has added."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class EffectiveRow:
    """A row that is true from revision ``since`` until revision ``until``; never overwritten, never
    deleted.
    """

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    since: Mapped[int] = mapped_column(Integer, index=True)
    until: Mapped[int | None] = mapped_column(Integer, index=True)

    @classmethod
    def as_of(cls, revision: int | None) -> ColumnElement[bool]:
        """The rows true at ``revision``; ``None`` means the newest."""
        if revision is None:
            return cls.until.is_(None)
        return and_(cls.since <= revision, or_(cls.until.is_(None), cls.until > revision))

    @classmethod
    def came_or_went(cls, since: int, until: int) -> ColumnElement[bool]:
        """The rows that came or went after ``since``, up to ``until``."""
        came = and_(cls.since > since, cls.since <= until)
        return or_(came, and_(cls.until > since, cls.until <= until))


class Versioned(EffectiveRow):
    """A lasting row of a programme, which an import may have brought."""

    # the first row of a chain of corrections; NULL in it
    chain: Mapped[int | None] = mapped_column(Integer, index=True)

    @declared_attr
    def import_id(cls) -> Mapped[int | None]:
        return mapped_column(Integer, ForeignKey("import_run.id"), index=True)

    @declared_attr
    def programme_id(cls) -> Mapped[int]:
        return mapped_column(Integer, ForeignKey("programme.id"))


class Dated:
    """A day with the calendar columns that grouping needs; a date may be known to the day, month or
    year.
    """

    date: Mapped[datetime.date] = mapped_column(Date)
    precision: Mapped[str] = mapped_column(String(5), default="day")
    year: Mapped[int] = mapped_column(Integer)
    half: Mapped[int | None] = mapped_column(Integer)
    quarter: Mapped[int | None] = mapped_column(Integer)
    month: Mapped[int | None] = mapped_column(Integer)


class OfYear:
    """What a row that states a whole ``year`` lacks of a dated record: computed, never stored.

    With it plans and money are counted by the very selects that count records.
    """

    @declared_attr
    def date(cls) -> Mapped[datetime.date]:
        return column_property(type_coerce(cls.year, FirstDay()))  # type: ignore[attr-defined]

    @declared_attr
    def precision(cls) -> Mapped[str]:
        return column_property(literal("year"))

    # cast: PostgreSQL groups by no bare constant
    @declared_attr
    def half(cls) -> Mapped[int | None]:
        return column_property(cast(null(), Integer))

    @declared_attr
    def quarter(cls) -> Mapped[int | None]:
        return column_property(cast(null(), Integer))

    @declared_attr
    def month(cls) -> Mapped[int | None]:
        return column_property(cast(null(), Integer))

    @declared_attr
    def district(cls) -> Mapped[str | None]:
        return column_property(cast(null(), String))

    @declared_attr
    def organisation_id(cls) -> Mapped[int | None]:
        return column_property(cast(null(), Integer))


class Record(Versioned, Dated):
    """One dated thing that happened.

    ``number`` is the source's own id, unique in programme and kind.
    """

    # Made for large imports: most rows are living first rows, so only the others are indexed
    # (below); and all rows of
    # an import have one programme and one import, so no foreign key asks for them again row by row.
    since: Mapped[int] = mapped_column(Integer)
    until: Mapped[int | None] = mapped_column(Integer)
    chain: Mapped[int | None] = mapped_column(Integer)
    import_id: Mapped[int | None] = mapped_column(Integer)
    programme_id: Mapped[int] = mapped_column(Integer)
    number: Mapped[str] = mapped_column(String(100), info={SOUGHT: True})
    fingerprint: Mapped[str] = mapped_column(String(32))
    district: Mapped[str | None] = mapped_column(String(50))
    organisation_id: Mapped[int | None] = mapped_column(Integer)
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str | None] = mapped_column(Text, info={SOUGHT: True})
    note: Mapped[str | None] = mapped_column(Text, info={SOUGHT: True})

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Index, ...]:
        name = cls.__tablename__  # type: ignore[attr-defined]
        return (
            Index(
                f"ix_{name}_grid",
                "programme_id",
                "year",
                "month",
                "district",
                "organisation_id",
                "until",
                "illustrative",
            ),
            *known_only(name, "until"),
            *known_only(name, "chain"),
            # the first rows of an import are found without looking at its others
            Index(f"ix_{name}_import_id", "import_id", "id"),
            Index(
                f"ix_{name}_edited",
                "since",
                sqlite_where=text(EDITED),
                postgresql_where=text(EDITED),
            ),
            *live_unique(name, "programme_id", "number"),
        )


class RecordDistrict(Base):
    """A district that shares a record of ``record``; belongs to that version of the record's row."""

    __abstract__ = True

    record: ClassVar[type[Record]]
    record_id: Mapped[int]
    district: Mapped[str] = mapped_column(String(50), primary_key=True, index=True)


def known_only(table: str, column: str) -> tuple[Index]:
    """An index of the rows that have a value in ``column``."""
    known = text(f"{column} IS NOT NULL")
    return (Index(f"ix_{table}_{column}", column, sqlite_where=known, postgresql_where=known),)


def live_unique(table: str, *columns: str) -> tuple[Index]:
    """One living row a key: closed rows keep theirs."""
    living = text("until IS NULL")
    return (
        Index(
            f"uq_{table}_live", *columns, unique=True, sqlite_where=living, postgresql_where=living
        ),
    )
