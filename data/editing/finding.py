"""Find rows of a kind that live, or were withdrawn: by number and words, district and period; a
page at a time.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Date, Integer, String, Text, and_, false, func, or_, select

from data.editing.stored_rows import NUL, StoredRow, standing_by_id
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values.periods import covered, labels_within
from data.refusals import refuse
from data.tables.organisations import Organisation
from data.words.matching import match_key
from data.words.searching import says
from data.words.vocabulary import Vocabulary

SHOWN = 50


@dataclass(frozen=True)
class RecordSearch:
    """What is looked for; ``districts`` are codes, an empty one for rows without a district."""

    words: str = ""
    districts: Sequence[str] | None = None
    period: str = ""
    withdrawn: bool = False


@dataclass(frozen=True)
class RecordList:
    """Some of the rows that were found; ``total`` is how many there are."""

    rows: Sequence[StoredRow]
    total: int


def find(
    context: Context, kind: Kind, search: RecordSearch, *, offset: int = 0, limit: int = SHOWN
) -> RecordList:
    """The rows that are as wanted, newest first."""
    columns = kind.sql.columns
    state = _withdrawn(kind, context.programme_id) if search.withdrawn else columns.until.is_(None)
    which = (
        columns.programme_id == context.programme_id,
        state,
        *_conditions(context, kind, search),
    )
    total = context.session.scalar(select(func.count()).select_from(kind.sql).where(*which)) or 0
    order = [columns[name].desc() for name in _dates(kind)]
    page = (
        select(columns.id)
        .where(*which)
        .order_by(*order, columns.number, columns.id)
        .offset(offset)
        .limit(limit)
    )
    ids = context.session.scalars(page).all()
    rows = standing_by_id(context.session, kind, context.programme_id, ids)
    return RecordList([rows[identity] for identity in ids], total)


def _withdrawn(kind: Kind, programme: int) -> ColumnElement[bool]:
    """The last row of each number that has no living one.

    A number may have lived in several chains: loaded, undone, loaded again. The chain says whether
    a row was corrected, the number whether what people know by it still lives.
    """
    columns = kind.sql.alias("gone").columns
    later, living = kind.sql.alias("later").columns, kind.sql.alias("living").columns
    followed = select(later.id).where(
        later.chain == func.coalesce(columns.chain, columns.id), later.id > columns.id
    )
    same = select(living.id).where(
        living.programme_id == columns.programme_id,
        living.number == columns.number,
        living.until.is_(None),
    )
    gone = and_(
        columns.programme_id == programme,
        columns.until.is_not(None),
        ~followed.exists(),
        ~same.exists(),
    )
    return kind.sql.columns.id.in_(
        select(func.max(columns.id)).where(gone).group_by(columns.number)
    )


def _conditions(
    context: Context, kind: Kind, search: RecordSearch
) -> Iterator[ColumnElement[bool]]:
    for word in search.words.replace(NUL, " ").split():
        yield _says(context, kind, word)
    if search.districts is not None:
        yield _in_districts(kind, search.districts)
    if search.period.strip():
        yield _in_period(context, kind, search.period.strip())


def _says(context: Context, kind: Kind, word: str) -> ColumnElement[bool]:
    """Whether a row has the word in its number, its texts, the names of its codes or its
    organisation's.
    """
    texts = [column for column in kind.sql.columns if isinstance(column.type, String | Text)]
    matches = [says((column for column in texts if column.name != "fingerprint"), word)]
    for column in kind.columns:
        if column.vocabulary is not None:
            matches.append(kind.sql.columns[column.fields[0]].in_(_named(column.vocabulary, word)))
    if "organisation_id" in kind.sql.columns:
        matches.append(kind.sql.columns["organisation_id"].in_(_organisations(context, word)))
    return or_(false(), *matches)


def _named(words: Vocabulary, word: str) -> list[str]:
    """The codes whose name, in any language, has the word in it."""
    return [
        code
        for code, names in words.names.items()
        if any(match_key(word) in match_key(name) for name in names.values())
    ]


def _organisations(context: Context, word: str) -> Sequence[int]:
    names = (
        Organisation.name,
        Organisation.short_name,
        Organisation.number,
        Organisation.inn,
        Organisation.ogrn,
    )
    statement = select(func.coalesce(Organisation.chain, Organisation.id)).where(
        Organisation.programme_id == context.programme_id,
        Organisation.as_of(None),
        says(names, word),
    )
    return context.session.scalars(statement.limit(SHOWN * 20)).all()


def _in_districts(kind: Kind, codes: Sequence[str]) -> ColumnElement[bool]:
    columns = kind.sql.columns
    if kind.link is None and "district" not in columns:
        return false()
    if kind.link is None:
        named = columns["district"].in_([code for code in codes if code])
        return or_(named, columns["district"].is_(None)) if "" in codes else named
    owner, linked = kind.link.record_id, kind.link.district
    shared = columns.id.in_(select(owner).where(linked.in_([code for code in codes if code])))
    return (
        or_(shared, ~select(owner).where(owner == columns.id).exists()) if "" in codes else shared
    )


def _dates(kind: Kind) -> list[str]:
    """The fields that say when, the one to sort by first."""
    return ["date"] if kind.is_record else list(kind.years[:1])


def _in_period(context: Context, kind: Kind, period: str) -> ColumnElement[bool]:
    """Whether a row is of the period; a register that is not dated has no such rows."""
    try:
        years = range(context.first_year - 1, context.last_year + 3)
        months = sorted(month for month in covered(period) or () if month[0] in years)
    except InvalidValue as bad:
        raise refuse("edit_period", value=period) from bad
    if not months or not kind.years:
        return false()
    if kind.is_record:
        return _dated(kind, months)
    column = kind.sql.columns[kind.years[0]]
    named = sorted({year for year, _ in months})
    if isinstance(column.type, Integer):
        return column.in_(named)
    if isinstance(column.type, Date):
        return column.between(datetime.date(named[0], 1, 1), datetime.date(named[-1], 12, 31))
    return column.in_(labels_within(months))


def _dated(kind: Kind, months: Sequence[tuple[int, int]]) -> ColumnElement[bool]:
    """Whole years hold what is known to the year only; parts of a year do not."""
    columns = kind.sql.columns
    by_year: dict[int, list[int]] = {}
    for year, month in months:
        by_year.setdefault(year, []).append(month)
    return or_(
        *(
            columns.year == year
            if len(dates) == 12
            else (columns.year == year) & columns.month.in_(dates)
            for year, dates in by_year.items()
        )
    )
