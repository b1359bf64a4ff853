"""Publications, initiatives and legal acts: what leaves a trace on paper."""

from collections.abc import Iterator

from tools.illustrative.city import DISTRICTS, MADE_UP, Row
from tools.illustrative.dice import Dice

# nothing was reported for 2014
PUBLICATIONS = {
    2015: 96,
    2016: 118,
    2017: 131,
    2018: 142,
    2019: 150,
    2020: 171,
}
MEDIA = {"website": 0.45, "newspaper": 0.28, "television": 0.14, "radio": 0.1, "booklet": 0.03}
OUTLETS = {
    "website": ("Раздел «Гражданское общество» (условный)", "Новостной сайт № 1 (условный)"),
    "newspaper": ("Газета № 1 (условная)", "Газета № 2 (условная)"),
    "television": ("Телеканал № 1 (условный)",),
    "radio": ("Радиостанция № 1 (условная)",),
    "booklet": ("Буклет (условный)",),
}
KNOWN_TO_THE_MONTH = 0.1  # of the publications of 2015

INITIATIVES = {2014: 6, 2015: 8, 2016: 9, 2017: 11, 2018: 12, 2019: 14, 2020: 13}
OUTCOMES = {"supported": 0.22, "rejected": 0.43, "clarified": 0.35}

LEGAL_ACTS = {2014: 7, 2015: 6, 2016: 8, 2017: 7, 2018: 6, 2019: 7, 2020: 5}
ACT_TYPES = {"resolution": 0.5, "order": 0.4, "decision": 0.1}


def publication_rows() -> Iterator[Row]:
    """The rows of ``publications.csv``, by day."""
    for year, count in PUBLICATIONS.items():
        dice = Dice("publications", year)
        rows = sorted(
            (_publication(dice, year) for _ in range(count)), key=lambda row: str(row["date"])
        )
        for number, row in enumerate(rows, start=1):
            title = f"Публикация об НКО (условная, {number})"
            yield {
                "number": f"С-{year}-{number:03}",
                **row,
                "title": title,
                "illustrative": "да",
                "source": MADE_UP,
            }


def _publication(dice: Dice, year: int) -> Row:
    medium, day = dice.weighted(MEDIA), dice.day(year).isoformat()
    rough = year == 2015 and dice.chance(KNOWN_TO_THE_MONTH)
    return {
        "date": day[:7] if rough else day,
        "district": dice.weighted(DISTRICTS) if dice.chance(0.6) else "",
        "medium": medium,
        "outlet": dice.one_of(OUTLETS[medium]),
        "reach": dice.between(2, 60) * 100 if medium in ("website", "newspaper") else "",
    }


def initiative_rows() -> Iterator[Row]:
    """The rows of ``initiatives.csv``, by day."""
    for year, count in INITIATIVES.items():
        dice = Dice("initiatives", year)
        days = sorted(dice.day(year).isoformat() for _ in range(count))
        for number, day in enumerate(days, start=1):
            yield {
                "number": f"И-{year}-{number:02}",
                "date": day,
                "title": f"Общественная инициатива (условная, {number})",
                "outcome": dice.weighted(OUTCOMES),
                "votes": dice.between(1, 60) * 100,
                "illustrative": "да",
                "source": MADE_UP,
            }


def legal_act_rows() -> Iterator[Row]:
    """The rows of ``legal_acts.csv``, by day."""
    for year, count in LEGAL_ACTS.items():
        dice = Dice("legal acts", year)
        days = sorted(dice.day(year).isoformat() for _ in range(count))
        for number, day in enumerate(days, start=1):
            yield {
                "number": f"А-{year}-{number:02}",
                "date": day,
                "type": dice.weighted(ACT_TYPES),
                "act_number": f"усл-{number}",
                "title": f"О взаимодействии с НКО (условный акт {number})",
                "illustrative": "да",
                "source": MADE_UP,
            }
