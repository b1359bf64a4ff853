"""Whether cells still say what their recomputation says, and putting right those that do not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from data.database.database import Change
from data.tables.cells import Cell
from indicators.answers.cells import Content, computed, store, stored_cells
from indicators.answers.touched import Years
from indicators.engine.compute import Engine
from indicators.engine.readings import Key


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
        store(
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
