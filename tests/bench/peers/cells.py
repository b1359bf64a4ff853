"""The city that all peers draw: Itog's database of records, and its cells ready for the others."""

import csv
import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.bench.city import CODE, YEARS, new_city, write_consultations
from tests.bench.importing import load

DISTRICTS = tuple(f"d{number:02}" for number in range(1, 65))
INDICATORS = ("visits", "copies", "people", "organisations")
YEAR = YEARS[2]
MARKS = len(INDICATORS) * len(DISTRICTS) * len(YEARS)
FEWER = len(INDICATORS) * len(DISTRICTS)
"""Marks of one year."""


def write(folder: Path, rows: int) -> str:
    """Records in Itog's database, whose address is returned; their cells as CSV and SQLite."""
    url = f"sqlite:///{folder}/itog.db"
    _itog(url, "init", "--empty")
    database = new_city(url, DISTRICTS)
    load(database, write_consultations(folder / "records.csv", rows, districts=DISTRICTS))
    database.dispose()
    cells = _cells(
        _itog(url, "values", "--programme", CODE, "--by", "district,year", "--format", "csv")
    )
    _write_csv(folder / "cells.csv", cells)
    _write_sqlite(folder / "cells.db", cells)
    return url


def _itog(url: str, *words: str) -> str:
    command = [str(Path(sys.executable).with_name("itog")), *words]
    settings = {**os.environ, "ITOG_DATABASE_URL": url}
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=True).stdout


def _cells(text: str) -> list[tuple[str, str, int, str]]:
    return [
        (row["indicator"], row["district"], int(row["period"]), row["value"])
        for row in csv.DictReader(io.StringIO(text))
        if row["indicator"] in INDICATORS and row["district"] in DISTRICTS
    ]


def _write_csv(path: Path, cells: list[tuple[str, str, int, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("indicator", "district", "year", "value"))
        writer.writerows(cells)


def _write_sqlite(path: Path, cells: list[tuple[str, str, int, str]]) -> None:
    connection = sqlite3.connect(path)
    connection.execute(
        "CREATE TABLE cells (indicator TEXT, district TEXT, year INTEGER, value REAL)"
    )
    connection.executemany("INSERT INTO cells VALUES (?, ?, ?, ?)", cells)
    connection.commit()
    connection.close()
