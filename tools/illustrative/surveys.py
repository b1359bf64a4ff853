"""Reported values and populations: what is not counted from records."""

from collections.abc import Iterator

from tools.illustrative.city import MADE_UP, YEARS, Row
from tools.illustrative.dice import Dice

REGISTERED = {2014: 1010, 2015: 1034, 2016: 1052, 2017: 1068, 2018: 1081, 2019: 1090, 2020: 1096}
APPROVAL = {2014: 31, 2015: 34, 2016: 36, 2017: 39, 2018: 43, 2019: 44, 2020: 41}
AWARENESS = {2014: 24.5, 2016: 29.8, 2018: 36.2, 2020: 40.1}
RESPONDENTS = {
    "industrialny": 340,
    "zheleznodorozhny": 240,
    "central": 220,
    "krasnoflotsky": 120,
    "kirovsky": 80,
}
AGES = {"18–34": 310, "35–54": 390, "55+": 300}
NOT_SURVEYED = ("kirovsky", 2017)

# In the proportions of the voters registered on 1 July 2020 (amurmedia.ru/news/amp/965126), who are
# known of three
# districts alone and of the other two together.
PEOPLE_2018 = {
    "industrialny": 223_800,
    "zheleznodorozhny": 156_300,
    "central": 89_800,
    "krasnoflotsky": 92_250,
    "kirovsky": 56_000,
}
# sourced, as in populations.csv
CITY = {
    2015: 607_216,
    2018: 618_150,
    2019: 617_473,
    2020: 616_400,
}


def observation_rows() -> Iterator[Row]:
    """The illustrative rows of ``observations.csv``."""
    for row in (*_registered(), *_approval(), *_awareness(), *_respondents()):
        yield {**row, "illustrative": "да", "source": MADE_UP}


def _registered() -> Iterator[Row]:
    yield {"indicator": "ngos_registered", "period": 2020, "value": 1090, "stage": "preliminary"}
    for year, value in REGISTERED.items():
        yield {"indicator": "ngos_registered", "period": year, "value": value, "stage": "refined"}


def _approval() -> Iterator[Row]:
    """District values weighted by the number of respondents; one district was not surveyed in one year."""
    for year, share in APPROVAL.items():
        dice = Dice("approval", year)
        for district, respondents in RESPONDENTS.items():
            value = share + dice.between(-40, 40) / 10
            stage = "preliminary" if year == YEARS[-1] else "refined"
            row = {
                "district": district,
                "period": year,
                "value": value,
                "weight": respondents,
                "stage": stage,
            }
            if (district, year) != NOT_SURVEYED:
                yield {"indicator": "survey_approval", **row}


def _awareness() -> Iterator[Row]:
    """Every other year: the total, and the same by age."""
    for year, share in AWARENESS.items():
        base = {"indicator": "survey_awareness", "period": year, "stage": "refined"}
        yield {**base, "value": share, "weight": sum(AGES.values())}
        for (age, respondents), shift in zip(AGES.items(), (3.1, 0.4, -3.7), strict=True):
            yield {**base, "value": round(share + shift, 1), "weight": respondents, "by:age": age}


def _respondents() -> Iterator[Row]:
    """By age only: the total is the ages' sum."""
    for year in YEARS:
        dice = Dice("respondents", year)
        for age, respondents in AGES.items():
            row = {
                "period": year,
                "value": respondents + dice.between(-12, 12),
                "stage": "refined",
                "by:age": age,
            }
            yield {"indicator": "survey_respondents", **row}


def population_rows() -> Iterator[Row]:
    """The illustrative rows of ``populations.csv``: districts, in proportion to the city's number."""
    whole = sum(PEOPLE_2018.values())
    for year, city in CITY.items():
        people = {name: round(number * city / whole) for name, number in PEOPLE_2018.items()}
        people["industrialny"] += city - sum(people.values())
        for district, number in people.items():
            row = {"district": district, "on_date": f"{year}-01-01", "people": number}
            yield {**row, "illustrative": "да", "source": MADE_UP}
