"""A made-up city: a programme with a few indicators, and a file of as many consultations as asked."""

import csv
import datetime
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.database.database import Change, Database
from data.tables import metadata
from data.tables.base import Base
from data.tables.coverage import Coverage
from data.tables.organisations import Organisation
from data.tables.places import District
from data.tables.programmes import Passport, Programme
from indicators.answers import cells
from indicators.definition.publishing import publish

CODE = "bench"
YEARS = range(2014, 2021)
DISTRICTS = ("central", "industrialny", "zheleznodorozhny", "kirovsky", "krasnoflotsky")
ORGANISATIONS = 2_000
COLUMNS = (
    "number",
    "date",
    "district",
    "organisation",
    "request",
    "topic",
    "channel",
    "requester",
    "people",
    "days",
)
REQUESTS = ("consulting", "internet", "copying", "premises")
TOPICS = ("registration", "law", "finance", "grants")
CHANNELS = ("visit", "phone", "online", "letter")
SEED = 2014

_WORDS = (
    "name: {ru: Показатель, en: Indicator}\nunit: {ru: ед., en: units}\nmeasure: consultations\n"
)
DEFINITIONS = {
    "visits": _WORDS + "kind: count\n",
    "copies": _WORDS + "kind: count\nfilter: {request: [copying]}\n",
    "people": _WORDS + "kind: sum\namount: people\n",
    "days": _WORDS + "kind: average\namount: days\n",
    "organisations": _WORDS + "kind: distinct\nof: organisation\n",
    "organisations_to_date": _WORDS + "kind: distinct\nof: organisation\naccumulate: to_date\n",
}


def new_city(url: str, districts: Sequence[str] = DISTRICTS) -> Database:
    """An empty programme with districts, organisations, full coverage and six indicators."""
    database = Database(url, [cells.refresh])
    metadata().create_all(database.engine)
    with database.transaction("load", CODE) as change:
        programme = Programme(code=CODE)
        change.session.add(programme)
        change.session.flush()
        change.session.add_all(_rows(change, programme.id, districts))
        change.session.flush()
        publish(
            change,
            programme.id,
            ((code, f"code: {code}\n{text}") for code, text in DEFINITIONS.items()),
        )
    return database


def write_consultations(
    path: Path, rows: int, start: int = 0, districts: Sequence[str] = DISTRICTS
) -> Path:
    """A CSV of ``rows`` consultations numbered from ``start``; the same rows every time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_consultations(rows, start, districts))
    return path


def _consultations(rows: int, start: int, districts: Sequence[str]) -> Iterator[tuple[object, ...]]:
    dice = random.Random(SEED + start)
    first = datetime.date(YEARS.start, 1, 1)
    days = [(first + datetime.timedelta(days=day)).isoformat() for day in range(365 * len(YEARS))]
    for number in range(start, start + rows):
        yield (
            number,
            dice.choice(days),
            dice.choice(districts),
            f"NGO-{dice.randrange(ORGANISATIONS)}",
            dice.choice(REQUESTS),
            dice.choice(TOPICS),
            dice.choice(CHANNELS),
            "ngo",
            dice.randrange(1, 5),
            dice.randrange(0, 30),
        )


def _rows(change: Change, programme_id: int, districts: Sequence[str]) -> Iterator[Base]:
    common = {"programme_id": programme_id, "since": change.revision}
    texts = {"name": {"ru": "Замер", "en": "Bench"}}
    yield Passport(**common, first_year=YEARS.start, last_year=YEARS.stop - 1, texts=texts)
    for code in districts:
        yield District(**common, number=code, fingerprint="", name_ru=code)
        for year in YEARS:
            for month in range(1, 13):
                yield Coverage(
                    **common, kind="consultations", district=code, year=year, month=month
                )
    for number in range(ORGANISATIONS):
        yield Organisation(**common, number=f"NGO-{number}", fingerprint="", name=f"NGO {number}")
