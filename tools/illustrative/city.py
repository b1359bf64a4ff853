"""The years, districts and made-up organisations that every kind of record refers to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tools.illustrative.dice import Dice

YEARS = range(2014, 2021)
MADE_UP = "Условная запись"
DISTRICTS: Mapping[str, float] = {
    "industrialny": 0.34,
    "zheleznodorozhny": 0.24,
    "central": 0.22,
    "krasnoflotsky": 0.12,
    "kirovsky": 0.08,
}
ACTIVITIES = (
    "социальная поддержка",
    "помощь инвалидам",
    "патриотическое воспитание",
    "физическая культура и спорт",
    "экология",
    "культура и просвещение",
    "поддержка семьи и детства",
    "межнациональное согласие",
)
FIRST, ADDED_EACH_YEAR = 74, 13

Row = dict[str, object]


@dataclass(frozen=True)
class Organisation:
    """A made-up NGO; ``number`` is what records refer to."""

    number: str
    ordinal: int
    district: str


@cache
def organisations(year: int = YEARS[-1]) -> tuple[Organisation, ...]:
    """The made-up NGOs that exist in ``year``, in the order in which they turn up."""
    dice = Dice("organisations")
    count = FIRST + ADDED_EACH_YEAR * (year - YEARS.start)
    return tuple(
        Organisation(f"НКО-{number:03}", number, dice.weighted(DISTRICTS))
        for number in range(1, count + 1)
    )


@cache
def popularity(year: int) -> Mapping[Organisation, float]:
    """How often an NGO of ``year`` asks and receives: some far more often than others."""
    return {one: 1 + 6 / (1 + one.ordinal % 11) for one in organisations(year)}


def organisation_rows() -> Iterator[Row]:
    """The rows of ``organisations.csv``: names and numbers that nobody could take for real ones."""
    dice = Dice("activities")
    for one in organisations():
        yield {
            "number": one.number,
            "name": f"НКО № {one.ordinal:03} (условная)",
            "short_name": f"НКО № {one.ordinal:03}",
            "inn": _inn(one.ordinal),
            "ogrn": _ogrn(one.ordinal),
            "district": one.district,
            "address": "г. Хабаровск (адрес условный)",
            "activities": dice.one_of(ACTIVITIES),
            "illustrative": "да",
            "source": MADE_UP,
            "note": "Код региона 00 в ИНН и ОГРН не существует",
        }


def _inn(ordinal: int) -> str:
    """A taxpayer number of region 00, which does not exist, with a right check digit."""
    digits = f"00{ordinal:07}"
    control = sum(
        weight * int(digit)
        for weight, digit in zip((2, 4, 10, 3, 5, 9, 4, 6, 8), digits, strict=True)
    )
    return f"{digits}{control % 11 % 10}"


def _ogrn(ordinal: int) -> str:
    """A state registration number of the year 00 and region 00 with a right check digit."""
    digits = f"10000{ordinal:07}"
    return f"{digits}{int(digits) % 11 % 10}"
