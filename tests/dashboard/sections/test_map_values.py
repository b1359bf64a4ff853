"""What a map draws: shades per resident, circles of counts, against numbers by hand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask

from dashboard.request_reading import read_page_request
from dashboard.sections.districts.map_values import MapValues, _sizes, map_values
from dashboard.sections.districts.place import Territory
from dashboard.sections.districts.tiles import TerritoryMap, alternative
from dashboard.text.digits import NO_BREAK
from dashboard.text.sentences import sentence
from data.passports import DEFAULT_PROGRAMME
from tests.ranking_programme import PLACES, YEAR, fill
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('map') / 'itog.db'}"
    years = (YEAR - 1, YEAR)
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, years=years, districts=PLACES) as world:
        fill(world)
        with world.revision():
            world.observe("visits", str(YEAR - 1), 50, "a")
            world.observe("visits", str(YEAR - 1), 10, "b")
        yield world


@contextmanager
def territory(server: Flask, language: str = "en", year: int = YEAR) -> Iterator[Territory]:
    with server.test_request_context("/", headers={"X-Lang": language}):
        yield Territory(read_page_request(f"/districts?period={year}"), None)


def values(page: Territory, code: str) -> MapValues:
    answers = list(page.by_place[code].values())
    return map_values(page.page_request, page.definition(code), answers, None)


def drawn(map_of: MapValues) -> Sequence[float | None]:
    return [row["value"] for row in map_of.frame]


def test_a_count_is_shaded_per_resident_where_all_residents_are_known(server: Flask) -> None:
    with territory(server) as page:
        visits = values(page, "visits")
    # 100 of 1000, 200 of 1000, none of 2000, 40 of 4000, 10 of 5000
    assert drawn(visits) == [1000, 2000, 0, 100, 20]
    assert visits.labels.caption == (
        "Shade: units per 10,000 residents (their number is illustrative)"
    )
    assert visits.labels.range == "0 – 2,000.0"
    assert "1,000.0" in visits.frame[0]["hover"]


def test_what_compares_is_shaded_by_itself(server: Flask) -> None:
    with territory(server, "ru") as page:
        share = values(page, "share")
    assert drawn(share) == [10, 20, 30, 40, 50]
    assert not share.labels.by_size
    assert share.labels.caption == "Цвет: %"


def test_what_nobody_knows_to_compare_is_a_circle(server: Flask) -> None:
    with territory(server) as page:
        printed = values(page, "printed")
    assert printed.labels.by_size
    assert printed.labels.sizes == [(1.0, "1"), (5.0, "5")]


def test_where_nobody_knows_the_residents_counts_are_circles(server: Flask) -> None:
    with territory(server, year=YEAR - 1) as page:
        unknown = values(page, "visits")
    assert unknown.labels.by_size
    assert drawn(unknown)[:2] == [Decimal(50), Decimal(10)]
    assert unknown.labels.sizes == [(10.0, "10"), (50.0, "50")]


def test_rankings_are_of_years_so_a_quarter_is_never_shaded_by_its_year(server: Flask) -> None:
    with territory(server) as page:
        answers = list(page.by_place["visits"].values())
        quarter = [replace(answer, period=f"{YEAR}-Q2") for answer in answers]
        values_of_quarter = map_values(page.page_request, page.definition("visits"), quarter, None)
    assert values_of_quarter.labels.by_size
    assert drawn(values_of_quarter) == [100, 200, 0, 40, 10]


@pytest.mark.parametrize(
    ("code", "language", "finding"),
    [
        # 200 of 1000 residents and none of 2000, though d has 40 and e has 10
        (
            "visits",
            "en",
            "Highest: b – 2,000.0 units per 10,000 residents; lowest: c – 0 units per 10,000 residents.",
        ),
        ("share", "en", "Highest: e – 50%; lowest: a – 10%."),
        ("share", "ru", "Наибольшее значение: e – 50 %; наименьшее значение: a – 10 %."),
        # the best is shared by none, the worst too
        ("days", "en", "Worst: d – 9 units; best: c – 2 units."),
    ],
)
def test_the_caption_speaks_of_what_is_drawn(
    server: Flask, code: str, language: str, finding: str
) -> None:
    with territory(server, language) as page:
        answers = list(page.by_place[code].values())
        words = (page.page_request, page.definition(code), page.whole[code])
        place_map = TerritoryMap(*words, answers, values(page, code))
        assert sentence(*place_map.findings).replace(NO_BREAK, " ") == finding


@pytest.mark.parametrize(
    ("numbers", "sizes"),
    [([118, 40], ["20", "100"]), ([1], ["0.2", "1"]), ([0], []), ([], []), ([-7], ["1", "5"])],
)
def test_the_key_has_round_numbers_that_the_map_reaches(numbers, sizes) -> None:
    assert list(_sizes([Decimal(number) for number in numbers])) == [Decimal(n) for n in sizes]


def test_the_map_says_its_numbers_in_words(server: Flask) -> None:
    with territory(server) as page:
        share = values(page, "share")
        words = alternative(page.definition("share"), share)
    assert words.startswith("Map: share by district. Shade: %. ")
    assert words.endswith("d – 40; e – 50.")
