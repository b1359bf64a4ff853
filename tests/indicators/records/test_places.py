"""Places: the tree, second cuts and who counts where."""

import pytest

from data.refusals import NotFound
from indicators.records.places import Place, Places


def place(code: str, parent: str | None = None, cut: str | None = None, *member_of: str) -> Place:
    return Place(code, parent, cut, member_of, {"ru": code, "en": code}, None)


CITY = Places(
    [
        place("left"),
        place("right"),
        place("north", "left", None, "committee"),
        place("south", "left"),
        place("committee", None, "okrugs"),
    ]
)


def test_leaves_have_no_districts_of_their_own() -> None:
    assert CITY.leaves == ("right", "north", "south")


def test_a_record_counts_in_its_district_and_above() -> None:
    assert CITY.closure["north"] == ("north", "left", "okrugs/committee")
    assert CITY.closure["south"] == ("south", "left", "okrugs/none")


def test_a_record_at_a_parent_place_shows_as_none_below_it() -> None:
    assert CITY.closure["left"] == ("left", "none", "okrugs/none")


def test_a_record_without_a_district_is_none_everywhere() -> None:
    assert CITY.closure[""] == ("none", "okrugs/none")


def test_none_has_the_wholes_leaves() -> None:
    assert CITY.leaves_of("none") == CITY.leaves_of("") == CITY.leaves
    assert CITY.leaves_of("left") == ("north", "south")
    assert CITY.leaves_of("okrugs/committee") == ("north",)


def test_a_territory_without_districts_is_one_leaf() -> None:
    assert Places([]).keys == ("",)
    assert Places([]).leaves_of("") == ("",)


def test_an_unknown_place_is_refused_with_the_names_of_those_that_there_are() -> None:
    places = Places([Place("north", None, None, (), {"ru": "Северный", "en": "Northern"}, None)])
    with pytest.raises(NotFound) as refused:
        places.key_of("west")
    assert "Северный (north)" in refused.value.text("ru")
    assert "Northern (north)" in refused.value.text("en")


def test_an_unknown_place_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NotFound, match="north"):
        CITY.key_of("east")
    with pytest.raises(NotFound, match="okrugs"):
        CITY.listed("wards")
