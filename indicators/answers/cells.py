"""Ready answers: what a cell says, and how the cells of a revision are computed and kept."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from data.database.database import Change
from data.tables.cells import Cell
from indicators.answers.touched import Years, touched_years, withdrawn_codes
from indicators.definition import Definition
from indicators.engine.compute import Engine
from indicators.engine.context import EngineContext
from indicators.engine.kept_rows import keeping
from indicators.engine.readings import Key, Reading
from indicators.engine.rollup import STORED_VIEWS, View
from indicators.engine.tally import Window
from indicators.exact import simplest
from indicators.periods import parse
from indicators.records.selection import Scope
from indicators.states import NO_DATA


class Content(NamedTuple):
    """What a cell says, its numbers exact; two cells with the same content are the same answer."""

    value: Any
    numerator: Any
    denominator: Any
    records: int | None
    state: str
    coverage: float
    definition_version: int
    marks: str
    source: str | None
    waits_until: Any
    respondents: int | None = None


CellKey = tuple[str, Key]  # (indicator, (place, grain, period, mode))
Cells = dict[CellKey, Content]

COLUMNS = tuple(getattr(Cell, name) for name in Content._fields)


def refresh(change: Change) -> None:
    """Compute the cells that a revision touched, close those that changed and add what is new."""
    # one engine a programme: what it has counted for one indicator the next one reads
    for programme in {touch.programme_id for touch in change.touches}:
        touches = [touch for touch in change.touches if touch.programme_id == programme]
        scope = Scope(change.session, programme)
        # what a revision before has counted and this one has changed: a scan would grow with all
        # records that there are
        engine = Engine(scope, context=EngineContext(scope, kept=True))
        touched = touched_years(engine.catalogue, engine.years, touches)
        # first, and all years: no version says any longer which ones it had
        for code in withdrawn_codes(engine.catalogue, touches):
            store(change, programme, stored_cells(change.session, programme, [code]), {})
        for number, (code, years) in enumerate(touched.items(), 1):
            # a shorter term leaves cells of years that are no longer the programme's: they must go
            # too
            within = None if any(touch.subject == "passport" for touch in touches) else years
            # an indicator at a time: memory does not grow with the programme
            stands = stored_cells(change.session, programme, [code], within)
            with keeping(change.session):
                fresh = computed(engine, code, years)
            store(change, programme, stands, fresh)
            change.report_progress(number, len(touched))
        with keeping(change.session):
            engine.context.renew_splits()


def computed(engine: Engine, code: str, years: Years) -> Cells:
    """The cells of an indicator, from records; absent where there is no data."""
    cells: Cells = {}
    # runs only: years between two touched ones keep the cells that they have
    for window in windows(years):
        for key, (version, reading) in engine.indicator(code, window, STORED_VIEWS).items():
            # «no data» is the absence of a cell, so an empty programme has none
            if _says_something(reading, version.definition, key):
                cells[code, key] = content(reading, version.version, version.definition)
    return cells


def _says_something(reading: Reading, definition: Definition, key: Key) -> bool:
    """Whether a reading says more than the absence of a cell: «no data», none covered, due when the
    indicator is.
    """
    # coverage without data says «partly reported», which an absent cell does not
    if reading.state != NO_DATA or reading.coverage or reading.records:
        return True
    waits = reading.answered.waits_until
    # only what waits longer than the definition says by itself has to be kept
    return waits is not None and waits > definition.due_on(parse(key[2]))


def windows(years: Years) -> Iterator[Window]:
    """Runs of consecutive years."""
    first = previous = None
    for year in sorted(years):
        # a gap ends the run
        if previous is not None and first is not None and year != previous + 1:
            yield Window(first, previous)
            first = year
        first = year if first is None else first
        previous = year
    if first is not None and previous is not None:
        yield Window(first, previous)


def content(reading: Reading, version: int, definition: Definition) -> Content:
    """A reading as a cell says it."""
    source = reading.source or (definition.source.ru if definition.source else None)
    answered = reading.answered
    value, numerator, denominator = (
        None if number is None else simplest(number)
        for number in (answered.value, reading.numerator, reading.denominator)
    )
    return Content(
        value,
        numerator,
        denominator,
        reading.records,
        answered.state,
        reading.coverage,
        version,
        ",".join(sorted(reading.marks)),
        # the column's own length: PostgreSQL refuses what SQLite would keep
        source and source[:500],
        answered.waits_until,
        reading.respondents,
    )


def contents_of(
    engine: Engine, code: str, window: Window, view: View, label: str | None = None
) -> Iterator[tuple[tuple[str, str, str], Content]]:
    """What an engine says of an indicator in one view, by indicator, place and period; ``label`` is
    that of any days, which the engine knows by their years.
    """
    for key, (version, reading) in engine.indicator(code, window, (view,)).items():
        at = code, key[0], label or key[2]
        yield at, content(reading, version.version, version.definition)


def stored_cells(
    session: Session,
    programme: int,
    codes: Iterable[str],
    years: Years | None = None,
    revision: int | None = None,
) -> dict[CellKey, Any]:
    """The cells that stand, or stood at ``revision``, as (content, row id)."""
    statement = select(
        Cell.indicator, Cell.place, Cell.grain, Cell.period, Cell.mode, Cell.id, *COLUMNS
    ).where(Cell.programme_id == programme, Cell.as_of(revision), Cell.indicator.in_(list(codes)))
    if years is not None:
        statement = statement.where(Cell.year.in_(sorted(years)))
    return {
        (row[0], tuple(row[1:5])): (Content(*row[6:]), row[5]) for row in session.execute(statement)
    }


def store(change: Change, programme: int, stands: dict[CellKey, Any], fresh: Cells) -> None:
    """Close the cells that say something else than ``fresh``, and add what is new."""
    # what says the same stays: a cell's `since` is the revision in which the number last changed
    closing = [row_id for key, (old, row_id) in stands.items() if old != fresh.get(key)]
    adding = [key for key, new in fresh.items() if new != stands.get(key, (None, 0))[0]]
    if closing:
        # by id, many in one statement: the ORM would load each row to set one column
        closes = (
            update(Cell.__table__)  # type: ignore[arg-type]
            .where(Cell.__table__.c.id == bindparam("closed"))
            .values(until=change.revision)
        )
        change.session.connection().execute(closes, [{"closed": row_id} for row_id in closing])
    if adding:
        rows = [_row(programme, key, fresh[key], change.revision) for key in adding]
        change.session.connection().execute(insert(Cell.__table__), rows)  # type: ignore[arg-type]


def _row(programme: int, key: CellKey, content: Content, revision: int) -> dict[str, Any]:
    code, (place, grain, label, mode) = key
    where = {
        "programme_id": programme,
        "indicator": code,
        "place": place,
        "grain": grain,
        "period": label,
        "mode": mode,
    }
    return {**where, "year": parse(label).year, **content._asdict(), "since": revision}
