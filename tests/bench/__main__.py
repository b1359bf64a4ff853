"""``make bench ROWS=1000000``: prints ratios, asserts nothing."""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import services
from tests.bench import exporting, importing, record_files, slow_line
from tests.bench.callbacks import page_callbacks
from tests.bench.cells_against_sql import all_cells, reading
from tests.bench.city import new_city, write_consultations
from tests.bench.clock import Ratio
from tests.bench.doctor import of_the_doctor
from tests.bench.effect import narrowed
from tests.bench.growth import a_thousand_more
from tests.bench.peers import table
from tests.bench.readers import readers_while_writing
from tests.bench.register import register_pages
from tests.bench.rooms import rooms
from tests.bench.splits import splits_and_ranges


def main() -> None:
    """Measure on SQLite and PostgreSQL and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--peers", action="store_true", help="beside other programs, too")
    options = parser.parse_args()
    rows = options.rows
    if options.peers:
        print(f"{rows:,} consultations in 64 districts; four charts of their cells, medians")
        for line in table.lines(rows):
            print(line, flush=True)
    print(f"{rows:,} consultations; each line: what, Itog, bare minimum, ratio, wanted")
    for ratio in ratios(rows):
        print(ratio, flush=True)


def ratios(rows: int) -> Iterator[Ratio]:
    """Every measurement, as it is made."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = write_consultations(folder / "consultations.csv", rows)
        print("SQLite")
        url = f"sqlite:///{folder}/itog.db"
        yield from importing.every_kind(f"sqlite:///{folder}/kinds.db", folder, rows)
        yield from measured(url, folder, file, rows)
        yield from a_thousand_more(url, f"sqlite:///{folder}/tenth.db", folder, rows)
        yield from readers_while_writing(url, f"sqlite:///{folder}/tenth.db", folder)
        yield of_the_doctor(url)
        yield from rooms(url, f"sqlite:///{folder}/few.db", folder, rows)
        with (
            services.postgresql_server() as server,
            services.fresh_database(server) as url,
            services.fresh_database(server) as tenth,
            services.fresh_database(server) as few,
            services.fresh_database(server) as kinds,
        ):
            print("PostgreSQL")
            yield from importing.every_kind(kinds, folder, rows)
            yield from measured(url, folder, file, rows)
            yield from a_thousand_more(url, tenth, folder, rows)
            yield from readers_while_writing(url, tenth, folder)
            yield of_the_doctor(url)
            yield from rooms(url, few, folder, rows)
    print("Processes and pages")
    yield importing.memory(rows)
    yield from exporting.forty_slides()
    yield from page_callbacks()
    yield from register_pages()
    yield from slow_line.beside_bare_dash()


def measured(url: str, folder: Path, file: Path, rows: int) -> Iterator[Ratio]:
    """Import, cells, reading and one more record in one database."""
    database = new_city(url)
    yield from importing.compared(database, file)
    yield importing.with_cells(database, folder, rows)
    yield from narrowed(database)
    yield all_cells(database)
    yield from reading(database)
    yield from splits_and_ranges(database)
    yield from record_files.of_all_years(database)
    database.dispose()


if __name__ == "__main__":
    main()
