"""Importing a file, against the database's own loader; memory for one and two times the rows; one more record."""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from sqlalchemy import make_url

from data.database import Database
from data.importers import import_file
from tests.bench.city import CODE, COLUMNS, new_city, write_consultations
from tests.bench.clock import Ratio, seconds

COVERS = "none"  # the bench's city is covered already


def load(database: Database, file: Path) -> None:
    """Import a file of consultations."""
    import_file(database, "consultations", file, programme=CODE, covers=COVERS)


def sqlite_import(file: Path) -> float:
    """The seconds ``sqlite3 .import`` takes for the same file."""
    with tempfile.TemporaryDirectory() as folder:
        commands = (
            f'CREATE TABLE consultation ({", ".join(COLUMNS)});\n.mode csv\n.import --skip 1 "{file}" consultation\n'
        )
        run = ["sqlite3", f"{folder}/bare.db"]
        return seconds(lambda: subprocess.run(run, input=commands, text=True, check=True))


def postgresql_copy(url: str, file: Path) -> float:
    r"""The seconds ``\copy`` takes for the same file."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    columns = ", ".join(f"{name} text" for name in COLUMNS)
    make = f"CREATE TABLE bare ({columns})"
    copy = rf"\copy bare FROM '{file}' WITH (FORMAT csv, HEADER)"
    psql = ["psql", "--quiet", "--dbname", address, "--command"]
    subprocess.run([*psql, make], check=True)
    return seconds(lambda: subprocess.run([*psql, copy], check=True))


def one_more(database: Database, folder: Path, rows: int, whole: float) -> Ratio:
    """One record more with its cells, against importing all of them."""
    file = write_consultations(folder / "one.csv", 1, start=rows)
    return Ratio(
        "one more record with its cells, against all of them", seconds(lambda: load(database, file)), whole, "small"
    )


def peak_megabytes(rows: int) -> float:
    """The peak memory of a fresh process that imports so many rows into SQLite."""
    command = [sys.executable, "-m", "tests.bench.importing", str(rows)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def memory(rows: int) -> Ratio:
    """Peak memory for all rows, against half of them."""
    whole, half = peak_megabytes(rows), peak_megabytes(rows // 2)
    return Ratio(f"peak memory of importing {rows:,} rows, against half as many", whole, half, "about 1x", "MB")


def _import_and_print_peak(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = write_consultations(Path(folder) / "consultations.csv", rows)
        load(new_city(f"sqlite:///{folder}/itog.db"), file)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _import_and_print_peak(int(sys.argv[1]))
