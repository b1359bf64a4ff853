"""Rows of made-up records as the files that programmes load."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.illustrative.city import Row

PROGRAMMES = Path(__file__).parents[2] / "data" / "programmes"


def write(folder: Path, files: Mapping[str, list[Row]]) -> None:
    """Write every file into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns(rows), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def columns(rows: Iterable[Row]) -> list[str]:
    """Every column that a row has, in order of appearance."""
    return list(dict.fromkeys(column for row in rows for column in row))
