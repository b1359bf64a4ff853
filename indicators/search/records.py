"""Records by the number that their source gave them: those that some number counts, which leads to
them.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from data.imports import kind_of, kinds
from data.imports.columns.kind import Kind
from data.tables.base import Record
from data.words.matching import LONGEST, QUOTE, match_key
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.drill_down.records import sources_of
from indicators.measures import Records, measures
from indicators.periods import Period
from indicators.records.selection import selection
from indicators.search.entries import NAME, SearchEntry
from indicators.search.words import MOST_WORDS, SIGNS

RECORD = "record"
MOST_RECORDS = 20
OTHERWISE = frozenset({"legal_acts"})
"""Kinds that are found by their words."""
WORDS = "запись номер № record number"
"""What people put before a number."""
TWINS = ("АВСЕНКМОРТХУ", "ABCEHKMOPTXY")
TO_LATIN, TO_CYRILLIC = str.maketrans(*TWINS), str.maketrans(*reversed(TWINS))
"""Capital letters of numbers that look alike."""


def record_entries(
    session: Session, programme: str, text: str, as_of: int | None = None
) -> tuple[SearchEntry, ...]:
    """The living records that have one of the words as their number, each by an indicator that counts
    it; of kinds that hide small numbers only for whoever is told them.
    """
    spellings = number_spellings(text)
    if not spellings:
        return ()
    reader = ProgrammeReader(session, programme, as_of)
    entries = (_entry(reader, kind, record) for kind, record in _records(reader, spellings))
    return tuple(entry for entry in entries if entry is not None)


def number_spellings(text: str) -> tuple[str, ...]:
    """How a number may be written that somebody has typed: in whatever case, with letters of either
    alphabet; nothing for words without a digit.
    """
    plain = match_key(text[:LONGEST]).replace(QUOTE, "").replace("№", " ")
    words = [plain.strip(), *(part.strip(SIGNS) for part in plain.split())][: MOST_WORDS + 1]
    listed = dict.fromkeys(word for word in words if any(map(str.isdigit, word)))
    return tuple(dict.fromkeys(form for word in listed for form in _forms(word)))


def _forms(word: str) -> Iterator[str]:
    upper = word.upper()
    yield from (word, upper, word.title(), upper.translate(TO_CYRILLIC), upper.translate(TO_LATIN))


def _records(reader: ProgrammeReader, spellings: Sequence[str]) -> list[tuple[Kind, Record]]:
    listed = [
        (kind, record)
        for kind in _kinds(reader)
        for record in _of_kind(reader, cast(type[Record], kind.table), spellings)
    ]
    return listed[:MOST_RECORDS]


def _of_kind(
    reader: ProgrammeReader, table: type[Record], spellings: Sequence[str]
) -> Iterator[Record]:
    own = (table.programme_id == reader.programme_id, table.number.in_(spellings))
    for stands in _at(reader, table):
        yield from reader.session.scalars(select(table).where(*own, stands).limit(MOST_RECORDS))


def _at(reader: ProgrammeReader, table: type[Record]) -> Iterator[ColumnElement[bool]]:
    """What stands at the reader's revision, in two: the index of numbers has living rows alone."""
    if reader.as_of is None:
        yield table.until.is_(None)
        return
    yield (table.until.is_(None)) & (table.since <= reader.as_of)
    yield (table.until > reader.as_of) & (table.since <= reader.as_of)


def _kinds(reader: ProgrammeReader) -> Iterator[Kind]:
    for kind in map(kind_of, kinds()):
        is_told = kind.small is None or reader.suppression is None
        if kind.is_record and kind.name not in OTHERWISE and is_told:
            yield kind


def _entry(reader: ProgrammeReader, kind: Kind, record: Record) -> SearchEntry | None:
    """A record with the number of the month or year that counts it; nothing where none does."""
    for code in reader.catalogue.codes:
        period = _counted_in(reader, code, kind, record)
        if period is not None:
            names = {
                language: f"{record.number} – {words}"
                for language, words in kind.words._asdict().items()
            }
            text = " ".join((*names.values(), *number_spellings(record.number), WORDS))
            choices = {"period": period.label, **_district(reader, record)}
            return SearchEntry(RECORD, code, names, {NAME: text}, choices)
    return None


def _district(reader: ProgrammeReader, record: Record) -> dict[str, str]:
    """The record's own district, where the programme has it; several are the whole."""
    return {"district": record.district} if record.district in reader.places.main else {}


def _counted_in(reader: ProgrammeReader, code: str, kind: Kind, record: Record) -> Period | None:
    """The month or year of an indicator's number that counts a record itself; nothing where it does
    not, or counts records that are hidden beside it.
    """
    for measure in (name for name, each in measures().items() if each.kind == kind.name):
        period = _period(measures()[measure], record)
        if period is None or not _is_within(reader, period):
            continue
        sources = sources_of(reader, code, period, Question(reader.code, as_of=reader.as_of))
        own = [source for source in sources if source.measure == measure]
        if all(_is_open(reader, source.measure) for source in sources) and any(
            _fulfils(reader, measure, record, source.counted) for source in own
        ):
            return period
    return None


def _period(described: Records, record: Record) -> Period | None:
    year, month, precision = (
        getattr(record, column.key)
        for column in (
            described.calendar.year, described.calendar.month, described.calendar.precision
        )
    )  # fmt: skip
    if year is None:
        return None
    return Period(year) if precision == "year" or month is None else Period(year, "month", month)


def _is_within(reader: ProgrammeReader, period: Period) -> bool:
    window = reader.window(None)
    return window.first_year <= period.year <= window.last_year


def _is_open(reader: ProgrammeReader, measure: str) -> bool:
    return reader.suppression is None or kind_of(measures()[measure].kind).small is None


def _fulfils(
    reader: ProgrammeReader, measure: str, record: Record, condition: ColumnElement[bool]
) -> bool:
    # the number's own select asked of one row, as `inclusion` does
    chosen = selection(reader.scope, measure).where(
        measures()[measure].table.id == record.id, condition
    )
    return reader.session.execute(chosen.limit(1)).first() is not None
