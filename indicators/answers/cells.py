"""Ready answers: which are touched by a revision, how they are kept, whether they still hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from data.database.database import Change, TouchedRange
from data.tables.cells import Cell
from indicators.definition import Definition
from indicators.definition.catalogue import Catalogue
from indicators.engine.compute import Engine
from indicators.engine.context import EngineContext
from indicators.engine.kept_rows import forget, keeping
from indicators.engine.readings import Key, Reading
from indicators.engine.rollup import STORED_VIEWS, View
from indicators.engine.tally import Window
from indicators.exact import simplest
from indicators.measures import kind_of
from indicators.periods import parse
from indicators.records.first_support import support_kinds
from indicators.records.selection import Scope, asks_first_support, asks_organisations
from indicators.states import NO_DATA

Years = frozenset[int]
# districts move records between places, the passport moves years: every cell may be another
EVERYTHING = {"districts", "passport"}


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
            _store(change, programme, stored_cells(change.session, programme, [code]), {})
        for number, (code, years) in enumerate(touched.items(), 1):
            # a shorter term leaves cells of years that are no longer the programme's: they must go
            # too
            within = None if any(touch.subject == "passport" for touch in touches) else years
            # an indicator at a time: memory does not grow with the programme
            stands = stored_cells(change.session, programme, [code], within)
            with keeping(change.session):
                fresh = computed(engine, code, years)
            _store(change, programme, stands, fresh)
            change.report_progress(number, len(touched))
        with keeping(change.session):
            engine.context.renew_splits()


def touched_years(
    catalogue: Catalogue, programme: Window, touches: Iterable[TouchedRange]
) -> dict[str, Years]:
    """The years of each indicator that touches may have changed, inputs before those that read
    them.
    """
    everything = frozenset(range(programme.first_year, programme.last_year + 1))
    listed = list(touches)
    own = {
        code: frozenset[int]().union(
            *(_touched_by(touch, code, catalogue, everything) for touch in listed)
        )
        for code in catalogue.in_order
    }
    return touched_from(catalogue, own, everything)


def touched_from(
    catalogue: Catalogue, own: Mapping[str, Years], everything: Years
) -> dict[str, Years]:
    """The years that follow where some indicators change by themselves, inputs before those that
    read them.
    """
    years_by_code: dict[str, Years] = {}
    # inputs before those that read them: one pass reaches formulas of formulas
    for code in catalogue.in_order:
        inherited = (years_by_code.get(name, frozenset()) for name in catalogue.inputs[code])
        years = own.get(code, frozenset[int]()).union(*inherited)
        if years:
            # years outside of the term stay until the end: later ones may look back at them
            years_by_code[code] = years | _reached(catalogue, code, years, everything)
    return {code: years & everything for code, years in years_by_code.items() if years & everything}


def touch_everything(change: Change, programme: int, codes: set[str]) -> None:
    """Let a revision compute every cell of a programme anew, and close those of ``codes`` that no
    definition has any more.
    """
    # what is kept may be what was wrong
    forget(change.session)
    # the widest touch: every indicator, every year
    change.touch(programme, "passport")
    change.touch(programme, "definitions", codes=codes)


def withdrawn_codes(catalogue: Catalogue, touches: Iterable[TouchedRange]) -> set[str]:
    """Codes that a touch names and that have no version any more."""
    named = (touch.codes or frozenset() for touch in touches if touch.subject == "definitions")
    return {code for codes in named for code in codes if code not in catalogue.versions}


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


@dataclass(frozen=True)
class CellDifference:
    """A cell that does not say what recomputation says."""

    indicator: str
    key: Key
    stored: Content | None
    recomputed: Content | None


def doctor(engine: Engine) -> list[CellDifference]:
    """Recompute every cell of a programme, as of the engine's revision, and compare.

    Cells of a code that is gone must not stand.
    """
    everything = frozenset(range(engine.years.first_year, engine.years.last_year + 1))
    # orphans too: a cell without a definition is a number that nobody can explain
    codes = (*engine.catalogue.in_order, *_orphans(engine))
    return [each for code in codes for each in differing_cells(engine, code, everything)]


def store_differences(
    change: Change, programme: int, differences: Iterable[CellDifference]
) -> None:
    """Let the cells say what their recomputation says."""
    by_code: dict[str, list[CellDifference]] = defaultdict(list)
    for difference in differences:
        by_code[difference.indicator].append(difference)
    for code, of_code in by_code.items():
        fresh = {(code, each.key): each.recomputed for each in of_code}
        stored = stored_cells(change.session, programme, [code])
        _store(
            change,
            programme,
            {key: stored[key] for key in fresh if key in stored},
            {key: content for key, content in fresh.items() if content is not None},
        )


def differing_cells(
    engine: Engine, code: str, years: Years, *, stored_years: Years | None = None
) -> Iterator[CellDifference]:
    """Recompute an indicator's cells of some years; with ``stored_years`` no others are looked at."""
    scope = engine.scope
    stands = {
        key: stored
        for key, (stored, _) in stored_cells(
            scope.session, scope.programme_id, [code], stored_years, scope.revision
        ).items()
    }
    fresh = computed(engine, code, years) if code in engine.catalogue.versions else {}
    for key in {**stands, **fresh}:
        if stands.get(key) != fresh.get(key):
            yield CellDifference(code, key[1], stands.get(key), fresh.get(key))


def _orphans(engine: Engine) -> list[str]:
    """Codes that have standing cells and no definition."""
    scope = engine.scope
    statement = select(Cell.indicator).where(
        Cell.programme_id == scope.programme_id, Cell.as_of(scope.revision)
    )
    return sorted(set(scope.session.scalars(statement.distinct())) - set(engine.catalogue.versions))


def _reached(catalogue: Catalogue, code: str, years: Years, everything: Years) -> Years:
    """The other years whose values look at these: later ones, and with a base year any."""
    definitions = [version.definition for version in catalogue.versions[code]]
    if any(
        # the base year's value stands in the change of every other year, earlier ones included
        definition.change is not None and definition.change.since == "base"
        for definition in definitions
    ):
        return everything
    # a sum to date and a change from the year before look back: later years follow
    if any(definition.reaches_back for definition in definitions):
        return frozenset(year for year in everything if year >= min(years))
    return frozenset()


def _touched_by(touch: TouchedRange, code: str, catalogue: Catalogue, everything: Years) -> Years:
    definitions = [version.definition for version in catalogue.versions[code]]
    years = touch.years if touch.years is not None else everything
    # before the codes: no list of indicators narrows what a district changes
    if touch.subject in EVERYTHING:
        return everything
    if touch.subject == "definitions":
        return everything if touch.codes is None or code in touch.codes else frozenset()
    if touch.subject == "observations":
        return years if touch.codes is None or code in touch.codes else frozenset()
    # whatever divides by residents; the records themselves did not change
    if touch.subject == "populations":
        return years if any(definition.per for definition in definitions) else frozenset()
    # the district of an organisation is another one: whatever filters by it
    if touch.subject == "organisations":
        aggregates = (each for definition in definitions for each in definition.aggregates)
        return everything if any(map(asks_organisations, aggregates)) else frozenset()
    # a support of whatever year may have been an organisation's first, or have become it
    if touch.subject in support_kinds():
        aggregates = (each for definition in definitions for each in definition.aggregates)
        if any(map(asks_first_support, aggregates)):
            return everything
    kinds = {kind_of(measure) for definition in definitions for measure in definition.measures}
    return years if touch.subject in kinds else frozenset()


def _store(change: Change, programme: int, stands: dict[CellKey, Any], fresh: Cells) -> None:
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
