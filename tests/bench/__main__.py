"""``make bench ROWS=1000000``: prints ratios, asserts nothing."""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import services
from tests.bench import importing
from tests.bench.callbacks import page_callbacks
from tests.bench.cells_against_sql import all_cells, reading
from tests.bench.city import new_city, write_consultations
from tests.bench.clock import Ratio, seconds


def main() -> None:
    """Measure on SQLite and PostgreSQL and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    print(f"{rows:,} consultations; each line: what, Itog, bare minimum, ratio, wanted")
    for ratio in ratios(rows):
        print(ratio, flush=True)


def ratios(rows: int) -> Iterator[Ratio]:
    """Every measurement, as it is made."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = write_consultations(folder / "consultations.csv", rows)
        yield from on_sqlite(folder, file, rows)
        with services.postgresql_server() as server, services.fresh_database(server) as url:
            yield from on_postgresql(url, folder, file, rows)
    yield importing.memory(rows)
    yield from page_callbacks()


def on_sqlite(folder: Path, file: Path, rows: int) -> Iterator[Ratio]:
    """Import, cells, reading and one record on SQLite."""
    database = new_city(f"sqlite:///{folder}/itog.db")
    whole = seconds(lambda: importing.load(database, file))
    if shutil.which("sqlite3"):
        yield Ratio("SQLite: import, against sqlite3 .import", whole, importing.sqlite_import(file), "<= 4x")
    else:
        print("SQLite: import is not compared: the Debian package sqlite3 is not installed")
    yield all_cells(database)
    yield from reading(database)
    yield importing.one_more(database, folder, rows, whole)


def on_postgresql(url: str, folder: Path, file: Path, rows: int) -> Iterator[Ratio]:
    """The same on PostgreSQL."""
    database = new_city(url)
    whole = seconds(lambda: importing.load(database, file))
    yield Ratio(r"PostgreSQL: import, against \copy", whole, importing.postgresql_copy(url, file), "<= 4x")
    yield all_cells(database)
    yield from reading(database)
    yield importing.one_more(database, folder, rows, whole)
    database.dispose()


if __name__ == "__main__":
    main()
