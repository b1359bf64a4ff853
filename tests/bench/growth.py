"""What a write costs where many records are against where a tenth of them are: a thousand records of one
month, with every cell that they touch.
"""

import csv
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from data.database.database import Database
from indicators.answers import cells
from tests.bench.city import COLUMNS, ORGANISATIONS, new_city, write_consultations
from tests.bench.clock import Ratio, processor_seconds
from tests.bench.importing import load

TENTH = 10
THOUSAND = 1_000
TIMES = 5
NUMBERS = count(100_000_000, THOUSAND)
"""Of records that no file of the bench has."""


def a_thousand_more(many: str, tenth: str, folder: Path, rows: int) -> Iterator[Ratio]:
    """Into a database of so many ``rows``, and into a new one with a tenth of them; processor time of
    the importing process.
    """
    load(new_city(tenth), write_consultations(folder / "tenth.csv", rows // TENTH))
    whole, small = (_of_one_import(url, folder) for url in (many, tenth))
    yield Ratio("a thousand records more, against among a tenth", whole, small, "flat")


def _of_one_import(url: str, folder: Path) -> float:
    database = Database(url, [cells.refresh])
    # the first writer counts what nobody has kept yet
    load(database, write_month(folder / "month.csv", next(NUMBERS)))
    taken = processor_seconds(
        lambda: load(database, write_month(folder / "month.csv", next(NUMBERS))), TIMES
    )
    database.dispose()
    return taken


def write_month(path: Path, start: int) -> Path:
    """A CSV of a thousand consultations of one month, numbered from ``start``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(start, start + THOUSAND):
            day, organisation = f"2016-05-{1 + number % 28:02}", f"NGO-{number % ORGANISATIONS}"
            request = ("copying", "law", "visit", "ngo", 2, 3)
            writer.writerow([number, day, "central", organisation, *request])
    return path
