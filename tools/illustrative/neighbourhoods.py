"""Illustrative records of a programme that is made of data alone: neighbourhood councils of Kurgan.

``python -m tools.illustrative.neighbourhoods [FOLDER]`` writes them; its targets are those of the
act and are kept by hand.
"""

import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from tools.illustrative.city import MADE_UP, Row
from tools.illustrative.dice import Dice
from tools.illustrative.writing import PROGRAMMES, write

RECORDS = PROGRAMMES / "on_request" / "kurgan-tos-2019-2021" / "records"
COUNCILS = 110
ENTERING = {2019: 87, 2020: 71, 2021: 98}
"""Councils that enter a contest in a year."""
CONTESTS = ("Лучший двор", "Лучший староста дома", "Дом образцового содержания", "ТОС года")
OUTCOMES = {"entered": 0.7, "prize": 0.2, "winner": 0.1}
PRIZES = {"prize": (5, 20), "winner": (25, 60)}
"""From so many to so many thousands of roubles."""
PUBLICATIONS = {2019: 47, 2020: 46, 2021: 58}
MEETINGS = {2019: 14, 2020: 9, 2021: 16}
TOPICS = {"improvement": 0.45, "safety": 0.2, "contests": 0.2, "other": 0.15}
MEDIA = {"website": 0.6, "newspaper": 0.3, "television": 0.1}
MARK = {"illustrative": "да", "source": MADE_UP}


def files() -> Mapping[str, list[Row]]:
    """The rows of every file by its name."""
    return {
        "organisations.csv": list(organisation_rows()),
        "contest_entries.csv": list(entry_rows()),
        "working_meetings.csv": list(meeting_rows()),
        "publications.csv": list(publication_rows()),
    }


def organisation_rows() -> Iterator[Row]:
    """The councils; how many there are in the city was not readable."""
    for number in range(1, COUNCILS + 1):
        name = f"ТОС № {number:03} (условный)"
        yield {"number": f"ТОС-{number:03}", "name": name, **MARK}


def entry_rows() -> Iterator[Row]:
    """Entries by day; some councils enter twice."""
    for year, entering in ENTERING.items():
        dice = Dice("kurgan entries", year)
        councils = dice.some_of(range(1, COUNCILS + 1), entering)
        councils += [council for council in councils if dice.chance(0.25)]
        rows = sorted((_entry(dice, year, each) for each in councils), key=_day)
        yield from _numbered("З", year, rows)


def _entry(dice: Dice, year: int, council: int) -> Row:
    people, outcome = dice.between(6, 48), dice.weighted(OUTCOMES)
    young = sum(dice.chance(0.3 + 0.02 * (year - 2018)) for _ in range(people))
    prize = 1_000 * dice.between(*PRIZES[outcome]) if outcome in PRIZES else ""
    return {
        "date": dice.day(year).isoformat(),
        "organisation": f"ТОС-{council:03}",
        "contest": dice.one_of(CONTESTS),
        "people": people,
        "young": young,
        "outcome": outcome,
        "prize": prize,
    }


def meeting_rows() -> Iterator[Row]:
    """Meetings by day; those of the last weeks may still wait for answers."""
    for year, count in MEETINGS.items():
        dice = Dice("kurgan meetings", year)
        rows = sorted((_meeting(dice, year) for _ in range(count)), key=_day)
        yield from _numbered("В", year, rows)


def _meeting(dice: Dice, year: int) -> Row:
    day, questions = dice.day(year), dice.between(2, 12)
    answered = questions - sum(dice.chance(0.12) for _ in range(questions))
    return {
        "date": day.isoformat(),
        "topic": dice.weighted(TOPICS),
        "councils": dice.between(4, 30),
        "questions": questions,
        "answered": answered,
        "answered_by": (day + timedelta(dice.between(3, 30))).isoformat() if answered else "",
    }


def publication_rows() -> Iterator[Row]:
    """Publications by day."""
    for year, count in PUBLICATIONS.items():
        dice = Dice("kurgan publications", year)
        rows: list[Row] = [
            {"date": dice.day(year).isoformat(), "medium": dice.weighted(MEDIA)}
            for _ in range(count)
        ]
        for number, row in enumerate(_numbered("С", year, sorted(rows, key=_day)), start=1):
            yield {**row, "title": f"Сообщение о ТОС (условное, {number})"}


def _numbered(letter: str, year: int, rows: list[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        yield {"number": f"{letter}-{year}-{number:03}", **row, **MARK}


def _day(row: Row) -> str:
    return str(row["date"])


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else RECORDS, files())
