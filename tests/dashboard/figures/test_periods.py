"""Names of periods along an axis: level, short, and never too many."""

from typing import Any

import pytest

from dashboard.figures.periods import period_axis
from dashboard.figures.theme import LIGHT, WALL

MONTHS = ("янв", "февр", "март", "апр", "май", "июнь", "июль", "авг", "сент", "окт", "нояб", "дек")
QUARTERS = tuple(f"{part} кв." for part in range(1, 5))
HALVES = ("1 полуг.", "2 полуг.")


def frame(
    years: int, parts: tuple[str, ...] = ("",), status: str | None = None
) -> list[dict[str, Any]]:
    return [
        {
            "part": part,
            "year": str(2014 + year),
            "status": status,
            "label": f"{part} {2014 + year}",
        }
        for year in range(years)
        for part in parts
    ]


def names(years: int, parts: tuple[str, ...] = ("",), status: str | None = None) -> dict[int, str]:
    axis = period_axis(frame(years, parts, status), WALL)
    return dict(zip(axis["tickvals"], axis["ticktext"], strict=True))


def test_twelve_months_are_all_named_and_the_year_once() -> None:
    assert list(names(1, MONTHS).values()) == ["янв<br>2014", *MONTHS[1:]]


def test_of_more_months_the_first_of_each_quarter_is_named() -> None:
    assert list(names(2, MONTHS).values()) == [
        "янв<br>2014", "апр", "июль", "окт", "янв<br>2015", "апр", "июль", "окт"
    ]  # fmt: skip


@pytest.mark.parametrize("parts", [MONTHS, QUARTERS, HALVES])
def test_of_many_periods_only_the_years_are_named(parts: tuple[str, ...]) -> None:
    assert names(7, parts) == {len(parts) * year: str(2014 + year) for year in range(7)}


def test_of_many_years_some_are_named() -> None:
    assert list(names(30))[:2] == [0, 3]


def test_each_period_has_the_shape_of_its_status_where_there_is_room() -> None:
    assert len(names(7, QUARTERS, "achieved")) == 28
    assert len(names(7, MONTHS, "achieved")) == 7
    assert "✔" in names(1, QUARTERS, "achieved")[1]


@pytest.mark.parametrize("parts", [("",), MONTHS, QUARTERS, HALVES])
@pytest.mark.parametrize("years", [1, 2, 3, 7, 20])
def test_on_a_wall_no_name_ever_turns(years: int, parts: tuple[str, ...]) -> None:
    assert period_axis(frame(years, parts), WALL)["tickangle"] == 0


def test_on_a_phone_months_may_turn() -> None:
    assert "tickangle" not in period_axis(frame(1, MONTHS), LIGHT)
    assert period_axis(frame(3), LIGHT)["tickangle"] == 0
