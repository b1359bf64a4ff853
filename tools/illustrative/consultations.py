"""The resource centre's log of requests."""

from collections.abc import Iterator

from tools.illustrative.city import DISTRICTS, MADE_UP, YEARS, Row, popularity
from tools.illustrative.dice import Dice

COUNTS = {2014: 524, 2015: 611, 2016: 702, 2017: 786, 2018: 858, 2019: 934, 2020: 801}
REQUESTS = {"consulting": 0.52, "internet": 0.16, "copying": 0.2, "premises": 0.12}
REQUESTS_2020 = {"consulting": 0.78, "internet": 0.09, "copying": 0.09, "premises": 0.04}
TOPICS = {
    "registration": 0.24,
    "law": 0.22,
    "finance": 0.2,
    "grants": 0.19,
    "organisation": 0.1,
    "other": 0.05,
}
VISITS_ONLY = ("internet", "copying", "premises")
FROM_NGOS, WITHOUT_DISTRICT, WITHOUT_TERM = 0.72, 0.05, 0.02


def consultation_rows() -> Iterator[Row]:
    """The rows of ``consultations.csv``, by day."""
    for year in YEARS:
        dice = Dice("consultations", year)
        rows = sorted(
            (_request(dice, year) for _ in range(COUNTS[year])), key=lambda row: str(row["date"])
        )
        for number, row in enumerate(rows, start=1):
            yield {
                "number": f"К-{year}-{number:04}",
                **row,
                "illustrative": "да",
                "source": MADE_UP,
            }


def _request(dice: Dice, year: int) -> Row:
    request = dice.weighted(REQUESTS_2020 if year == 2020 else REQUESTS)
    channel = "visit" if request in VISITS_ONLY else dice.weighted(_channels(year))
    is_consulting = request == "consulting"
    return {
        "date": dice.day(year).isoformat(),
        **_requester(dice, year),
        "request": request,
        "topic": dice.weighted(TOPICS) if is_consulting else "",
        "channel": channel,
        "people": _people(dice, request),
        "days": _days(dice, year, channel) if is_consulting else "",
    }


def _channels(year: int) -> dict[str, float]:
    online = 0.7 if year == 2020 else 0.08 + 0.04 * (year - YEARS.start)
    return {
        "online": online,
        "visit": 0.6 * (1 - online),
        "phone": 0.3 * (1 - online),
        "letter": 0.1 * (1 - online),
    }


def _requester(dice: Dice, year: int) -> Row:
    if not dice.chance(FROM_NGOS):
        district = "" if dice.chance(4 * WITHOUT_DISTRICT) else dice.weighted(DISTRICTS)
        return {"requester": "citizen", "organisation": "", "district": district}
    ngo = dice.weighted(popularity(year))
    return {"requester": "ngo", "organisation": ngo.number, "district": ngo.district}


def _people(dice: Dice, request: str) -> int:
    return dice.between(8, 35) if request == "premises" else dice.between(1, 2)


def _days(dice: Dice, year: int, channel: str) -> int | str:
    """The answer comes sooner every year, later to a letter; a few rows do not say."""
    if dice.chance(WITHOUT_TERM):
        return ""
    usual = 11 - (year - YEARS.start)
    return max(1, usual + dice.between(-4, 4) + (5 if channel == "letter" else 0))
