"""What is looked for in the audit trail: words, the things that carry them in their names, changed
numbers.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, or_, select, true
from sqlalchemy.orm import Session

from data.audit.row_changes import came_or_went, of_districts, of_organisations, rows_with
from data.clock import day_begins, day_ends
from data.tables.cells import Cell
from data.tables.definitions import DefinitionVersion, Target
from data.tables.programmes import Programme
from data.tables.revisions import ImportRun, Revision
from data.words.searching import says

DIVIDERS = (", ", ": ", "|", " №", "/", "?")
"""What stands between the codes of a summary or a subject."""
BETWEEN = "\n"


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
        yield from rows_with("indicator", word.indicators)
        yield from came_or_went(Cell, Cell.indicator.in_(word.indicators))
        yield from came_or_went(DefinitionVersion, DefinitionVersion.code.in_(word.indicators))
    if word.districts:
        yield from of_districts(word.districts)
    yield from of_organisations(session, word.text)


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
        for statement in came_or_went(table, and_(*conditions))
    )
    return first.union(*others)
