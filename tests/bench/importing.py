"""Importing a file, against the database's own loader; memory for one and two times the rows; one
more record.
"""

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import make_url

from data.database.bulk import CACHE_KIB
from data.database.database import Database
from data.database.engine import PRAGMAS
from data.imports import ImportOptions, import_file, kinds_in_order
from data.imports.registry import adopt
from data.passports import programme_id
from tests.bench.city import CODE, COLUMNS, new_city, write_consultations
from tests.bench.clock import Ratio, peak_megabytes, processor_seconds, seconds
from tests.bench.kind_files import new_city_of_every_kind, write_kind

IMPORT = ".mode csv\n.import --skip 1"
COVERS = "none"  # the bench's city is covered already
WHOLE_WORK = (
    "beside being stored each row is read, checked, named by a fingerprint, sealed and indexed by its "
    "texts, 10 to 20 microseconds, which is as long as the raw loader takes for all; and a revision "
    "takes 30 ms, 70 on PostgreSQL, however few rows it has"
)


def load(database: Database, file: Path) -> None:
    """Import a file of consultations."""
    import_file(database, "consultations", file, ImportOptions(CODE, COVERS))


def compared(database: Database, file: Path) -> Iterator[Ratio]:
    """Importing without cells against the database's own loader into a table of texts."""
    silent = Database(database.url)
    whole = seconds(lambda: load(silent, file))
    loader, bare, _same = LOADERS[database.engine.dialect.name]
    yield Ratio(
        f"import, against {loader} into a table of texts",
        whole,
        bare(database.url, file),
        "<= 4x",
        limit="the table of texts has no key, no index and no types: the same table with its indexes "
        "takes four times as long",
    )
    silent.dispose()


def every_kind(url: str, folder: Path, rows: int) -> Iterator[Ratio]:
    """Importing each kind without cells, against the raw loader into the same table with its
    indexes, and that of its districts where it has one: processor time on SQLite, which works in this process.

    The raw loader has the rows at hand as they are stored, and on SQLite the settings that imports have; it reads no
    file, checks nothing, and fills neither the index of texts nor the tallies nor the seal.
    """
    database = new_city_of_every_kind(url)
    dialect = database.engine.dialect.name
    clock = processor_seconds if dialect == "sqlite" else seconds
    _loader, _bare, same = LOADERS[dialect]
    # districts last: no programme has so many, and all are read for any file that names one
    for kind in sorted(kinds_in_order(), key=lambda kind: kind.name == "districts"):
        number = write_kind(kind, folder / "kind.csv", rows)
        options = ImportOptions(CODE, COVERS if kind.is_record else None)
        whole = clock(partial(import_file, database, kind.name, folder / "kind.csv", options))
        loaded = sum(same(url, table.name, folder) for table in kind.tables)
        yield Ratio(
            f"{number:,} {kind.name}, against the raw loader",
            whole,
            loaded,
            "<= 1.5x",
            limit=WHOLE_WORK,
        )
    database.dispose()
    # the bench's other databases have no kinds of their own
    adopt({})


def with_cells(database: Database, folder: Path, rows: int) -> Ratio:
    """One record more with its cells, against a revision that computes every cell of all records."""
    whole = seconds(lambda: _touch_everything(database))
    file = write_consultations(folder / "one.csv", 1, start=rows)
    one = seconds(lambda: load(database, file))
    return Ratio("one more record with its cells, against all cells", one, whole, "small")


def _touch_everything(database: Database) -> None:
    with database.transaction("load", CODE) as change:
        change.touch(programme_id(change.session, CODE), "consultations")


def sqlite_bare(_url: str, file: Path) -> float:
    """The seconds ``sqlite3 .import`` takes for the same file, into columns without types, key or
    index.
    """
    return _sqlite(
        f'CREATE TABLE consultation ({", ".join(COLUMNS)});\n{IMPORT} "{file}" consultation\n'
    )


def sqlite_same(url: str, table: str, _folder: Path) -> float:
    """The seconds that the driver takes to put the rows as they are stored into the same table with
    its indexes.

    ``sqlite3 .import`` would write empty texts for what is not filled in, and leave most indexes
    empty.
    """
    with closing(sqlite3.connect(str(make_url(url).database))) as stored:
        rows = stored.execute(f"SELECT * FROM {table}").fetchall()
        schema = stored.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql > '' AND type IN ('table', 'index')",
            (table,),
        ).fetchall()
    marks = ", ".join("?" * len(rows[0]))
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(f"{folder}/same.db")) as same,
    ):
        for pragma in (*PRAGMAS, "foreign_keys=OFF", f"cache_size=-{CACHE_KIB}"):
            same.execute(f"PRAGMA {pragma}")
        same.executescript(";".join(sql for (sql,) in schema))

        def insert() -> None:
            same.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            same.commit()

        return processor_seconds(insert)


def _sqlite(commands: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        run = ["sqlite3", f"{folder}/bare.db"]
        return seconds(lambda: subprocess.run(run, input=commands, text=True, check=True))


def postgresql_bare(url: str, file: Path) -> float:
    r"""The seconds ``\copy`` takes for the same file, into columns of text without key or index."""
    columns = ", ".join(f"{name} text" for name in COLUMNS)
    return _copied(
        url,
        f"CREATE TABLE bare ({columns})",
        rf"\copy bare FROM '{file}' WITH (FORMAT csv, HEADER)",
    )


def postgresql_same(url: str, table: str, folder: Path) -> float:
    r"""The seconds ``\copy`` takes for the rows as they are stored, into the same table with its indexes."""
    rows = folder / "stored.csv"
    _psql(url, rf"\copy {table} TO '{rows}' WITH (FORMAT csv)")
    make = f"DROP TABLE IF EXISTS same; CREATE TABLE same (LIKE {table} INCLUDING ALL)"
    return _copied(url, make, rf"\copy same FROM '{rows}' WITH (FORMAT csv)")


def _copied(url: str, make: str, copy: str) -> float:
    _psql(url, make)
    return seconds(lambda: _psql(url, copy))


def _psql(url: str, command: str) -> None:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    subprocess.run(["psql", "--quiet", "--dbname", address, "--command", command], check=True)


LOADERS = {
    "sqlite": ("sqlite3 .import", sqlite_bare, sqlite_same),
    "postgresql": (r"\copy", postgresql_bare, postgresql_same),
}


def peak_of_import(rows: int) -> float:
    """The peak memory of a fresh process that imports so many rows into SQLite."""
    command = [sys.executable, "-m", "tests.bench.importing", str(rows)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def memory(rows: int) -> Ratio:
    """Peak memory for all rows, against half of them."""
    whole, half = peak_of_import(rows), peak_of_import(rows // 2)
    return Ratio(
        f"peak memory of importing {rows:,} rows, against half as many",
        whole,
        half,
        "about 1x",
        "MB",
    )


def _import_and_print_peak(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = write_consultations(Path(folder) / "consultations.csv", rows)
        load(new_city(f"sqlite:///{folder}/itog.db"), file)
    print(peak_megabytes())


if __name__ == "__main__":
    _import_and_print_peak(int(sys.argv[1]))
