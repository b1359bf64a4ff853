"""An import reads as much for each row of a long file as of a short one, on a database that was
never analysed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from data import imports
from data.database.database import Database
from data.imports import kind_of, kinds
from data.imports.files import reading
from data.tables.places import District
from data.tables.programmes import Part
from tests.data.imports.conftest import World
from tests.depth import some

FEW, TIMES = 600, 4
BATCH = 60
PLACES = 400

READ = "SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) FROM pg_stat_xact_user_tables"
# else the server counts a transaction's rows again in the next
FORGET = "SELECT pg_stat_force_next_flush()"
STEPS = 100  # of SQLite's virtual machine between two counts
LINEAR = 1.5
"""How much more a row of the long file may cost on SQLite, whose machine takes nearly the same steps
at each run: 1.3 at most, where reading the whole table with each part costs more than four times.
"""
UNEVEN = 3.0
"""The same on PostgreSQL, whose plans for tables that were never analysed differ from run to run (an
undo of events: 1.9), and of districts, with each part of which the whole tree is looked at.
"""


@contextmanager
def counted(database: Database) -> Iterator[Callable[[], int]]:
    """How much the database reads meanwhile: rows on PostgreSQL, steps of its machine on SQLite."""
    total = 0
    of_server = database.engine.dialect.name == "postgresql"

    def count(connection: Any) -> None:
        nonlocal total
        if (
            of_server
            and connection.connection.driver_connection.info.transaction_status.name != "INERROR"
        ):
            total += int(connection.exec_driver_sql(READ).scalar())
            connection.exec_driver_sql(FORGET)

    def step() -> int:
        nonlocal total
        total += STEPS
        return 0

    def checkout(driver: Any, *_: Any) -> None:
        if not of_server:
            driver.set_progress_handler(step, STEPS)

    listeners: list[tuple[str, Any]] = [
        ("commit", count),
        ("rollback", count),
        ("checkout", checkout),
    ]
    for name, listener in listeners:
        event.listen(database.engine, name, listener)
    try:
        yield lambda: total
    finally:
        for name, listener in listeners:
            event.remove(database.engine, name, listener)


def furnish(world: World) -> None:
    """Many places and parts, and tables that nobody analyses."""
    with world.database.transaction("init", "places") as change:
        stamp = {"programme_id": 1, "since": change.revision}
        for number in range(PLACES):
            change.session.add(
                District(number=f"d{number}", name_ru=f"Район {number}", fingerprint="", **stamp)
            )
            change.session.add(Part(code=f"p{number}", name_ru=f"Задача {number}", **stamp))
        if world.database.engine.dialect.name == "postgresql":
            for kind in map(kind_of, kinds()):
                change.session.execute(
                    text(f"ALTER TABLE {kind.sql.name} SET (autovacuum_enabled = false)")
                )
    world.load(
        "organisations",
        "number;name\n" + "".join(f"o{each};О\n" for each in range(PLACES)),
        covers=None,
    )


def keys(kind: str, row: int) -> dict[str, str]:
    """The columns that make a row another."""
    place, rest = f"d{row % PLACES}", row // PLACES
    return {
        "budgets": {
            "part": f"p{row % PLACES}",
            "year": str(2014 + rest % 7),
            "funding": ("city", "krai", "other")[rest // 7],
        },
        "populations": {"district": place, "on_date": f"{1 + rest:02}.01.2016"},
        "targets": {
            "district": place,
            "period": f"{2014 + rest // 12}-{1 + rest % 12:02}",
            "indicator": "survey",
        },
        "observations": {
            "district": place,
            "period": f"{2014 + rest // 12}-{1 + rest % 12:02}",
            "indicator": "survey",
        },
        "districts": {"code": f"n{row}"},
        "events": {
            "number": f"r{row}",
            "districts": f"{place};d{(row + 1) % PLACES}",
            "organisation": "",
        },
    }.get(kind, {"number": f"r{row}"})


CONTENT = {
    "budgets": "cash_money",
    "populations": "people",
    "targets": "value",
    "observations": "value",
}


def table(kind: str, rows: range, content: int) -> str:
    """A file of a kind: its own example over and over, told apart by what makes a row another."""
    example = {
        name: value
        for name, value in kind_of(kind).example[-1].items()
        if not name.startswith("by:")
    }
    for unknown in ("part", "inn", "ogrn", "parent", "district"):
        example.pop(unknown, None)
    if "organisation" in example or kind in ("consultations", "grants"):
        example["organisation"] = "o7"
    example[CONTENT.get(kind, "note")] = str(content)
    lines = [{**example, **keys(kind, row)} for row in rows]
    return "\n".join(
        [";".join(lines[0]), *(";".join(f'"{value}"' for value in line.values()) for line in lines)]
    )


def work(world: World, kind: str, rows: range) -> dict[str, int]:
    """What each kind of work with a file reads: first, again, corrected, undone."""
    read: dict[str, int] = {}
    options: dict[str, Any] = {"covers": "none" if kind_of(kind).is_record else None}

    def take(name: str, do: Callable[[], Any]) -> Any:
        with counted(world.database) as total:
            receipt = do()
        read[name] = total()
        return receipt

    first, other = table(kind, rows, 1), table(kind, rows, 2)
    assert take("first", lambda: world.load(kind, first, **options)).accepted == len(rows)
    assert take("again", lambda: world.load(kind, first, **options)).skipped == len(rows)
    corrected = take("corrected", lambda: world.load(kind, other, update=True, **options))
    assert corrected.updated == len(rows)
    undone = take("undone", lambda: imports.undo(world.database, corrected.import_id))
    assert undone.reopened == len(rows)
    return read


LONG = [kind for kind in kinds() if kind != "deviation_reasons"]
"""Of a row an indicator and year no file is long."""

BOTH = [(engine, kind) for engine in ("sqlite", "postgresql") for kind in LONG]
SHORT = [("sqlite", kind) for kind in LONG if kind != "districts"]
SHORT += [("postgresql", kind) for kind in ("events", "organisations", "targets")]
"""Districts alone take a minute; a server plans alike what is read alike: shared records, numbers,
periods.
"""


@pytest.mark.parametrize(
    ("database_url", "kind"),
    [
        pytest.param(engine, kind, marks=[pytest.mark.postgresql] if engine == "postgresql" else [])
        for engine, kind in some(BOTH, *SHORT)
    ],
    indirect=["database_url"],
)
def test_a_row_of_a_long_file_costs_as_much_as_one_of_a_short(
    world: World, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "ROWS", BATCH)
    monkeypatch.setattr("data.imports.parts.AT_ONCE", 2 * BATCH)
    # few living rows are read together, which has a bound of its own: here is what has none
    monkeypatch.setattr("data.imports.checks.identity.FEW", 0)
    furnish(world)
    few = work(world, kind, range(FEW))
    many = work(world, kind, range(FEW, FEW + TIMES * FEW))
    grown = {name: many[name] / (TIMES * few[name]) for name in few}
    is_even = world.database.engine.dialect.name == "sqlite" and kind != "districts"
    most = LINEAR if is_even else UNEVEN
    assert all(times < most for times in grown.values()), (grown, few, many)
