"""Outlines on a map are named after those who drew them."""

import pytest

from dashboard.sections.districts.tiles import credit
from indicators.records.places import Place

OUTLINE = (((0, 0), (1, 0), (1, 1), (0, 0)),)
OSM = {"ru": "© участники OpenStreetMap, ODbL", "en": "© OpenStreetMap contributors, ODbL"}


def place(code: str, source: str, *, outline: bool = True) -> Place:
    return Place(code, None, None, (), {"ru": code}, None, OUTLINE if outline else None, source)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "source",
    [
        "© OpenStreetMap contributors, ODbL; simplified",
        "openstreetmap.org",
        "Границы: OSM, 2020",
        "© участники OpenStreetMap",
    ],
)
def test_openstreetmap_is_named_in_the_readers_language(server, source, language):
    with server.test_request_context(headers={"X-Lang": language}):
        assert credit([place("a", source), place("b", source)]) == OSM[language]


def test_others_are_named_as_they_name_themselves(server):
    with server.test_request_context(headers={"X-Lang": "en"}):
        assert credit([place("a", "© City, CC BY"), place("b", "© City, CC BY")]) == "© City, CC BY"
        assert credit([place("a", "© City"), place("b", "OSM")]) == f"© City; {OSM['en']}"


def test_nobody_is_named_who_claims_nothing_or_drew_nothing(server):
    with server.test_request_context(headers={"X-Lang": "en"}):
        assert credit([place("a", "the city's own list"), place("b", "")]) == ""
        assert credit([place("a", "© OpenStreetMap contributors", outline=False)]) == ""
        assert credit([place("a", "cosmos")]) == ""
