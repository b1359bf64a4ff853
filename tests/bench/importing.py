"""Importing a file, against the database's own loader; memory for one and two times the rows; one
more record.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url

from data.database.database import Database
from data.imports import ImportOptions, import_file
from data.passports import programme_id
from tests.bench.city import CODE, COLUMNS, new_city, write_consultations
from tests.bench.clock import Ratio, peak_megabytes, seconds

IMPORT = ".mode csv\n.import --skip 1"
COVERS = "none"  # the bench's city is covered already


def load(database: Database, file: Path) -> None:
    """Import a file of consultations."""
    import_file(database, "consultations", file, ImportOptions(CODE, COVERS))


def compared(database: Database, file: Path, folder: Path) -> Iterator[Ratio]:
    """Importing without cells against the database's own loader, and what the cells add."""
    silent = Database(database.url)
    whole = seconds(lambda: load(silent, file))
    loader, bare, same = LOADERS[database.engine.dialect.name]
    yield Ratio(
        f"import, against {loader} into a table of texts", whole, bare(database.url, file), "<= 4x"
    )
    yield Ratio(
        f"import, against {loader} into the same table", whole, same(database.url, folder), "<= 4x"
    )
    silent.dispose()


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


def sqlite_same(url: str, folder: Path) -> float:
    """The seconds ``sqlite3 .import`` takes for the rows as they are stored, into the same table
    with its indexes.
    """
    stored, rows = make_url(url).database, folder / "stored.csv"
    export = f'.headers on\n.mode csv\n.output "{rows}"\nSELECT * FROM consultation;\n'
    schema = (
        "SELECT group_concat(sql, ';') || ';' FROM sqlite_master WHERE tbl_name = 'consultation';\n"
    )
    subprocess.run(["sqlite3", stored], input=export, text=True, check=True)
    definition = subprocess.run(
        ["sqlite3", stored], input=schema, text=True, check=True, capture_output=True
    ).stdout
    return _sqlite(f'{definition}{IMPORT} "{rows}" consultation\n')


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


def postgresql_same(url: str, folder: Path) -> float:
    r"""The seconds ``\copy`` takes for the rows as they are stored, into the same table with its indexes."""
    rows = folder / "stored.csv"
    _psql(url, rf"\copy consultation TO '{rows}' WITH (FORMAT csv)")
    make = "CREATE TABLE same (LIKE consultation INCLUDING ALL)"
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
