"""Districts side by side: ranks, quartiles and reasons, by hand and against pandas."""

from collections.abc import Iterator
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.answers.question import Question
from indicators.quartiles import PARTS, quartiles
from indicators.ranking.ranking import PlaceNumber, Rank, Ranking
from indicators.ranking.rankings import Rankings, rankings
from tests.dashboard.factories import answer, definition
from tests.ranking_programme import PLACES, YEAR, fill
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def of_town(tmp_path_factory) -> Iterator[Rankings]:
    url = f"sqlite:///{tmp_path_factory.mktemp('ranking') / 'itog.db'}"
    with SampleProgramme(url, years=(2019, YEAR), districts=PLACES) as world:
        fill(world)
        with world.database.read() as session:
            yield rankings(session, Question(programme="town"), YEAR)


def ranking_of(of_town: Rankings, code: str) -> Ranking:
    return next(each for each in of_town.rankings if each.definition.code == code)


def test_a_sum_compares_by_what_falls_to_ten_thousand_residents(of_town) -> None:
    # of each ten thousand: 100 ÷ 1000, 200 ÷ 1000, 0, 40 ÷ 4000, 10 ÷ 5000 – but an indicator of the
    # programme says so already
    assert "visits" not in {each.definition.code for each in of_town.rankings}
    rates = ranking_of(of_town, "visits_rate").values
    assert rates == dict(zip(PLACES, (100, 200, 0, 10, 2), strict=True))


def test_the_least_is_the_best_of_what_should_decline_and_equal_places_share_a_rank(
    of_town,
) -> None:
    days = ranking_of(of_town, "days")
    ranks = {code: days.rank(code) for code in PLACES}
    assert ranks == {
        "c": Rank(1, 1, 4),
        "a": Rank(2, 2, 4),
        "b": Rank(2, 2, 4),
        "d": Rank(4, 1, 4),
        "e": None,
    }
    assert days.reason("e") == "no_data"
    # (5 − 5) ÷ (9 − 2), (5 − 2) ÷ 7 better, (9 − 5) ÷ 7 worse
    assert [days.lead(code) for code in PLACES] == [0, 0, Fraction(3, 7), Fraction(-4, 7), 0]


def test_what_does_not_compare_says_why(of_town) -> None:
    reasons = {each.definition.code: each.reason("b") for each in of_town.rankings}
    assert {code: why for code, why in reasons.items() if why} == {
        "growth": "change",
        "mixed": "formula",
        "printed": "reported",
        "alone": "no_data",
    }
    assert ranking_of(of_town, "alone").reason("a") == "few"


def test_best_and_worst_are_those_that_nobody_shares(of_town) -> None:
    def codes(listed) -> list[str]:
        return [each.definition.code for each in listed]

    # what is to be kept within a band has no better end
    assert codes(of_town.best("e")) == ["share"]
    assert codes(of_town.worst("d")) == ["days"]
    assert codes(of_town.best("b")) == ["visits_rate"]
    assert codes(of_town.ordered("c")) == ["visits_rate", "share", "days"]
    assert codes(of_town.best("a")) == codes(of_town.worst("b")) == []


def test_residents_and_plans_of_each_place(of_town) -> None:
    residents = {code: people and people.people for code, people in of_town.residents.items()}
    assert residents == {"": 13000, "a": 1000, "b": 1000, "c": 2000, "d": 4000, "e": 5000}
    assert [of_town.plans[code].planned for code in PLACES] == [1, 0, 2, 0, 0]
    assert [of_town.plans[code].met for code in PLACES] == [0, 0, 2, 0, 0]


def test_without_residents_a_sum_does_not_compare(sqlite_url) -> None:
    with SampleProgramme(sqlite_url, years=(YEAR, YEAR), districts=("a", "b")) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.cover("consultations", str(YEAR))
            world.record("consultations", f"{YEAR}-03", "a")
        with world.database.read() as session:
            visits = rankings(session, Question(programme="town"), YEAR).rankings[0]
    assert [visits.reason(code) for code in ("a", "b")] == ["population", "population"]
    # nothing is known of the number per resident, but the number itself is nought
    assert visits.numbers["b"].answer.value == 0


def test_what_is_reported_in_part_does_not_compare(sqlite_url) -> None:
    with SampleProgramme(sqlite_url, years=(YEAR, YEAR), districts=("a", "b", "c")) as world:
        with world.revision():
            world.define("size", kind="average", measure="consultations", amount="people")
            world.cover("consultations", str(YEAR), districts=["a", "b"])
            world.cover("consultations", f"{YEAR}-01", districts=["c"])
            for place, people in (("a", 3), ("b", 4), ("c", 9)):
                world.record("consultations", f"{YEAR}-01-10", place, people=people)
        with world.database.read() as session:
            size = rankings(session, Question(programme="town"), YEAR).rankings[0]
    assert size.values == {"a": 3, "b": 4}
    assert size.reason("c") == "partial"


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=12))
def test_quartiles_are_those_of_pandas(values: list[int]) -> None:
    series = pd.Series(values, dtype=float)
    expected = [series.quantile(part / PARTS, interpolation="linear") for part in range(PARTS + 1)]
    assert [float(each) for each in quartiles([Fraction(value) for value in values])] == expected
    assert quartiles([]) == ()


@given(st.lists(st.integers(0, 5), min_size=2, max_size=8), st.booleans())
def test_ranks_are_those_of_pandas(values: list[int], grows: bool) -> None:
    numbers = {str(at): Fraction(value) for at, value in enumerate(values)}
    ranking = _ranking(numbers, "increase" if grows else "decrease")
    expected = pd.Series(values).rank(method="min", ascending=not grows).astype(int)
    ranks = [ranking.rank(code) for code in numbers]
    assert [rank.place for rank in ranks if rank] == list(expected)


def _ranking(values: dict[str, Fraction], direction: str) -> Ranking:
    """A ranking of bare numbers."""
    of_share = definition(kind="observed", combine={"places": "mean"}, direction=direction)
    numbers = {code: PlaceNumber(answer(0), value) for code, value in values.items()}
    return Ranking(of_share, PlaceNumber(answer(0), None), numbers)
