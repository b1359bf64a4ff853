"""What is looked for in the audit trail: words, the things that carry them in their names, changed
numbers.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, or_, select, text, true
from sqlalchemy.orm import Session

from data.clock import day_begins, day_ends
from data.database.sealing import SealedTable, followed
from data.imports.among import unindexed
from data.tables import classes
from data.tables.base import EDITED, Record, RecordDistrict
from data.tables.cells import Cell
from data.tables.definitions import DefinitionVersion, Target
from data.tables.organisations import Organisation
from data.tables.places import District
from data.tables.programmes import Programme
from data.tables.revisions import ImportRun, Revision
from data.words.searching import says

DIVIDERS = (", ", ": ", "|", " №", "/", "?")
"""What stands between the codes of a summary or a subject."""
BETWEEN = "\n"
MOST_ORGANISATIONS = 1_000


@dataclass(frozen=True)
class Word:
    """A word or name that is looked for, as it was typed, and the codes of everything that is
    called so.
    """

    text: str
    actions: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """What a summary may name."""
        return (*self.programmes, *self.kinds, *self.indicators, *self.districts)


@dataclass(frozen=True)
class NumberSought:
    """One number of a programme: an indicator in a place (its key) and a period; no period means
    all.
    """

    programme: str
    indicator: str
    place: str = ""
    period: str = ""

    @property
    def district(self) -> str | None:
        return self.place.rpartition("/")[2] or None


@dataclass(frozen=True)
class Sought:
    """What is looked for; empty means everything.

    ``since`` and ``until`` are days of the local calendar, both included.
    """

    words: tuple[Word, ...] = ()
    author: str = ""
    action: str = ""
    programme: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    number: NumberSought | None = None


def fits_revision(session: Session, sought: Sought) -> ColumnElement[bool]:
    """Whether a revision is what is looked for: by its own words, or by what it changed."""
    texts = (Revision.summary, Revision.reason, Revision.author)
    conditions = [_revision_says(session, texts, word) for word in sought.words]
    if sought.number is not None:
        conditions.append(Revision.number.in_(_of_number(session, sought.number)))
    return and_(true(), *conditions, *_plain(Revision, sought))


def fits_event(event: Any, sought: Sought) -> ColumnElement[bool]:
    """Whether an event is; none has changed a number."""
    texts = (event.subject, event.author)
    conditions = [_event_says(event, texts, word) for word in sought.words]
    if sought.number is not None:
        conditions.append(false())
    return and_(true(), *conditions, *_plain(event, sought))


def _plain(table: Any, sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.author:
        yield says([table.author], sought.author)
    if sought.action:
        yield table.action == sought.action
    if sought.since:
        yield table.at >= day_begins(sought.since)
    if sought.until:
        # days of the local calendar, moments of UTC
        yield table.at <= day_ends(sought.until)


def _revision_says(session: Session, texts: Sequence[Any], word: Word) -> ColumnElement[bool]:
    changed = [Revision.number.in_(statement) for statement in _changing(session, word)]
    return or_(
        _says_all(texts, word),
        Revision.action.in_(word.actions),
        _names(Revision.summary, word),
        *changed,
    )


def _event_says(event: Any, texts: Sequence[Any], word: Word) -> ColumnElement[bool]:
    about = event.detail["programme"].as_string().in_(word.programmes)
    return or_(
        _says_all(texts, word), event.action.in_(word.actions), _names(event.subject, word), about
    )


def _says_all(texts: Sequence[Any], word: Word) -> ColumnElement[bool]:
    """Whether the texts have every word of a name in them, wherever each."""
    return and_(true(), *(says(texts, part) for part in word.text.split()))


def _names(named: Any, word: Word) -> ColumnElement[bool]:
    """Whether a summary has one of the codes in it, as a whole."""
    # one sign between all codes, so that `events` is not found in `events_paid`
    for divider in DIVIDERS:
        named = func.replace(named, divider, BETWEEN)
    listed = literal(BETWEEN) + named + BETWEEN
    return or_(
        false(),
        *(listed.contains(f"{BETWEEN}{code}{BETWEEN}", autoescape=True) for code in word.codes),
    )


def _changing(session: Session, word: Word) -> Iterator[Select[Any]]:
    """The revisions that changed rows or numbers of what a word names."""
    if word.kinds:
        yield select(ImportRun.revision).where(ImportRun.kind.in_(word.kinds))
        yield select(ImportRun.undone_in).where(
            ImportRun.kind.in_(word.kinds), ImportRun.undone_in.is_not(None)
        )
    if word.indicators:
        yield from _rows("indicator", word.indicators)
        yield from _came_or_went(Cell, Cell.indicator.in_(word.indicators))
        yield from _came_or_went(DefinitionVersion, DefinitionVersion.code.in_(word.indicators))
    if word.districts:
        yield from _of_districts(word.districts)
    yield from _of_organisations(session, word)


def _of_districts(codes: Sequence[str]) -> Iterator[Select[Any]]:
    """A record of an import tells by the numbers that it changed; a district that shares a
    record is its own row.
    """
    yield from _rows("district", codes)
    yield from _came_or_went(District, District.number.in_(codes))
    # a place of a cut has the cut before its code
    in_cuts = (Cell.place.endswith(f"/{code}", autoescape=True) for code in codes)
    yield from _came_or_went(Cell, or_(Cell.place.in_(codes), *in_cuts))
    for table in classes():
        if issubclass(table, RecordDistrict):
            named = select(table.record_id).where(table.district.in_(codes))
            yield from _came_or_went(table.record, table.record.id.in_(named))


def _of_organisations(session: Session, word: Word) -> Iterator[Select[Any]]:
    """Organisations are too many to be named by codes: those that are called so are asked for
    first.
    """
    named = [says((Organisation.name, Organisation.short_name), part) for part in word.text.split()]
    if not named:
        return
    identity = func.coalesce(Organisation.chain, Organisation.id)
    known = session.scalars(
        select(identity).where(*named).distinct().limit(MOST_ORGANISATIONS)
    ).all()
    if known:
        yield from _came_or_went(Organisation, identity.in_(known))
        for name in ("organisation_id", "into_id", "first_id", "second_id"):
            yield from _rows(name, known, imported=True)


def _rows(column: str, values: Sequence[Any], *, imported: bool = False) -> Iterator[Select[Any]]:
    """The revisions with which rows that have one of the values came or went.

    Of records, those that people made and those that went have an index; ``imported`` looks through
    the others too.
    """
    for each in followed():
        if column in each.table.c:
            condition = each.table.c[column].in_(values)
            apart = text(f"({EDITED})") if each.edited_apart and not imported else true()
            yield select(each.came).where(condition, apart)
            yield select(each.went).where(condition, each.went.is_not(None))


def _came_or_went(table: Any, condition: ColumnElement[bool]) -> Iterator[Select[Any]]:
    by_hand = text(f"({EDITED})") if issubclass(table, Record) else true()
    yield select(table.since).where(condition, by_hand)
    yield select(table.until).where(condition, table.until.is_not(None))


def _of_number(session: Session, number: NumberSought) -> Any:
    """The revisions that changed a number, its plan, or what its indicator says."""
    programme = session.scalar(select(Programme.id).where(Programme.code == number.programme))
    cells = [
        Cell.programme_id == programme,
        Cell.indicator == number.indicator,
        Cell.place == number.place,
    ]
    targets = [Target.programme_id == programme, Target.indicator == number.indicator]
    targets.append(
        Target.district.is_(None) if number.district is None else Target.district == number.district
    )
    if number.period:
        cells.append(Cell.period == number.period)
        targets.append(Target.period == number.period)
    words = [
        DefinitionVersion.programme_id == programme,
        DefinitionVersion.code == number.indicator,
    ]
    each = ((Cell, cells), (Target, targets), (DefinitionVersion, words))
    first, *others = (
        statement
        for table, conditions in each
        for statement in _came_or_went(table, and_(*conditions))
    )
    return first.union(*others)


def of_programmes(session: Session, programmes: Sequence[str]) -> ColumnElement[bool]:
    """Whether a revision changed rows of these programmes, by what came and what went."""
    known = session.scalars(select(Programme.id).where(Programme.code.in_(programmes))).all()
    if not known:
        return false()
    tables = [each for each in followed() if "programme_id" in each.table.columns]
    return or_(*(_changed(each, known) for each in tables))


def _changed(each: SealedTable, programmes: Sequence[int]) -> ColumnElement[bool]:
    """An import tells of its many rows; those edited by hand, and those that went, have an index of
    their own.
    """
    # by the revision, as the index of a programme has all its records
    mine = unindexed(each.table.c.programme_id).in_(programmes)
    apart = text(f"({EDITED})") if each.edited_apart else true()
    came = select(1).select_from(each.table).where(mine, apart, each.came == Revision.number)
    went = select(1).select_from(each.table).where(mine, each.went == Revision.number)
    return or_(came.exists(), went.exists())
