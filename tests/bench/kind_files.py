"""A city in which every kind of record can be loaded, and a file of each kind: the kind's own example
over and over, with other numbers, places and texts.
"""

import csv
import datetime
import random
from collections.abc import Iterable, Iterator
from itertools import combinations, islice, product, repeat
from pathlib import Path

import data.kinds
from data.database.database import Database
from data.declaring.publishing import publish
from data.imports.columns.kind import Kind
from data.imports.registry import adopt
from data.kinds.budgets import FUNDING_SOURCES
from data.tables.definitions import STAGES, DefinitionVersion
from data.tables.programmes import Part
from tests.bench.city import DISTRICTS, ORGANISATIONS, YEARS, new_city

OWN = "own_consultations"
INDICATORS = tuple(f"reported-{number}" for number in range(50))
REPORTED = "kind: observed\nunit: {ru: '%', en: '%'}\n"
"""A share: a row of the example says how many answered."""
PARTS = tuple(f"part-{number}" for number in range(200))
SEED = 2014


def new_city_of_every_kind(url: str) -> Database:
    """The city with parts and reported indicators, and with nobody who computes cells."""
    # a new database has none of those that this process has met in another
    adopt({})
    new_city(url).dispose()
    database = Database(url)
    with database.transaction("load", "parts") as change:
        stamp = {"programme_id": 1, "since": change.revision}
        change.session.add_all(Part(code=code, name_ru=code, **stamp) for code in PARTS)
        published = {"version": 1, "state": "published", "text": REPORTED, **stamp}
        change.session.add_all(DefinitionVersion(code=code, **published) for code in INDICATORS)
        publish(change, [(f"{OWN}.yaml", own_kind())])
    return database


def own_kind() -> str:
    """Consultations as a steward would have declared them: the same columns in a table of their own."""
    (folder,) = data.kinds.__path__
    lines = (Path(folder) / "consultations.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("table:", "indexes:"))]
    return "\n".join(kept).replace("code: consultations", f"code: {OWN}")


def write_kind(kind: Kind, path: Path, rows: int) -> int:
    """A CSV of at most so many rows, the same every time; how many it has: as many as there are keys."""
    cells = list(islice(_rows(kind), rows))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(cells[0]))
        writer.writeheader()
        writer.writerows(cells)
    return len(cells)


def _rows(kind: Kind) -> Iterator[dict[str, str]]:
    dice = random.Random(SEED)
    keys: Iterator[dict[str, str]] = KEYS[kind.name]() if kind.name in KEYS else repeat({})
    for number, key in enumerate(keys):
        yield {**kind.example[0], **dict(_varied(kind, number, dice)), **key}


def _varied(kind: Kind, number: int, dice: random.Random) -> Iterator[tuple[str, str]]:
    """The cells in which a row differs from the example."""
    for column in kind.columns:
        value = kind.example[0].get(column.name, "")
        if column.name in ("number", "code"):
            yield column.name, f"n-{number}"
        elif column.form in CHOICES:
            yield column.name, dice.choice(CHOICES[column.form])
        elif column.name == "date":
            # no later than the example's: the other days of its row follow on it
            yield column.name, f"{dice.randint(1, int(value[:2])):02}{value[2:]}"
        elif column.form == "printed":
            yield column.name, f"{dice.randrange(200, 900) / 10}".replace(".", ",")
        elif column.form == "whole":
            yield column.name, str(dice.randrange(1, 90))
        elif column.form == "text" and value and not column.is_attribute:
            yield column.name, f"{value} {number}"


def _keys(**columns: Iterable[str]) -> Iterator[dict[str, str]]:
    """Rows of all combinations, for kinds that are known by them."""
    for cells in product(*columns.values()):
        yield dict(zip(columns, cells, strict=True))


def _days(number: int) -> list[str]:
    first = datetime.date(YEARS.start, 1, 1)
    return [(first + datetime.timedelta(days=day)).isoformat() for day in range(number)]


def _periods() -> list[str]:
    halves = [f"{year}-{part}" for year in YEARS for part in ("H1", "H2", "Q1", "Q2", "Q3", "Q4")]
    return [
        *map(str, YEARS),
        *halves,
        *(f"{year}-{month:02}" for year in YEARS for month in range(1, 13)),
    ]


CHOICES = {
    "organisation": tuple(f"NGO-{number}" for number in range(ORGANISATIONS)),
    "district": DISTRICTS,
    "districts": tuple(map(";".join, combinations(DISTRICTS, 2))),
    "part": PARTS,
    "indicator": INDICATORS,
}
"""What a cell of a form may name."""

KEYS = {
    "budgets": lambda: _keys(part=PARTS, year=map(str, YEARS), funding=FUNDING_SOURCES.codes),
    "deviation_reasons": lambda: _keys(indicator=INDICATORS, year=map(str, YEARS)),
    "observations": lambda: _keys(
        indicator=INDICATORS, district=DISTRICTS, period=_periods(), stage=STAGES.codes
    ),
    "populations": lambda: _keys(on_date=_days(365 * len(YEARS)), district=DISTRICTS),
    "targets": lambda: _keys(
        set_on=_days(90), indicator=INDICATORS, district=DISTRICTS, period=map(str, YEARS)
    ),
}
