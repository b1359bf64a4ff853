"""Slides of parts, of a difference and of the map as charts, against the answers themselves."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask

from dashboard.council.making import find, report
from dashboard.council.of_page import deck_of_page
from dashboard.http import context
from dashboard.report import Slide
from data.decks import Deck, SlideText
from indicators.answers.grid import answers
from indicators.answers.question import Question

CITY = "khabarovsk-2014-2020"


@pytest.fixture(autouse=True)
def reading(serving, shipped_database) -> Iterator[Flask]:
    """Every test stands within a request in Russian."""
    with serving(shipped_database) as server, server.test_request_context(headers={"X-Lang": "ru"}):
        yield server


def slide(kind: str, address: str) -> Slide:
    (one,) = report(Deck("d", CITY, "Проба", (SlideText(kind, address),))).slides
    return one


def facts(code: str, **question: object) -> list[Decimal | None]:
    with context.database().read() as session:
        rows = answers(session, Question(programme=CITY, indicators=(code,), **question))
    return [row.value for row in rows]


def test_parts_that_add_up_are_stacked_to_the_whole():
    drawn = slide("split_chart", "/indicator/event_participants").chart
    assert drawn.stacked
    assert drawn.series[-1].name == "Прочее", "what is too small to be told apart stands together"
    sums = [
        sum(filter(None, column))
        for column in zip(*(each.values for each in drawn.series), strict=True)
    ]
    assert sums == facts("event_participants")


def test_the_headline_of_what_adds_up_is_its_greatest_part():
    parts = slide("split_chart", "/indicator/consultations?period=2020&split=request")
    assert parts.finding.startswith("2020, больше всего: Консультация – ")
    apart = slide("split_chart", "/indicator/ngos_consulted?period=2020")
    assert apart.finding.startswith("2020: план"), "of what does not add up, its judgement"


def test_parts_that_do_not_add_up_are_lines():
    drawn = slide("split_chart", "/indicator/ngos_consulted").chart
    assert not drawn.stacked
    assert {each.shape for each in drawn.series} == {"line"}
    columns = list(zip(*(each.values for each in drawn.series), strict=True))
    wholes = facts("ngos_consulted")
    assert all(max(column) <= whole for column, whole in zip(columns, wholes, strict=True))
    assert any(sum(column) > whole for column, whole in zip(columns, wholes, strict=True))


def test_what_cannot_be_divided_says_so():
    assert (
        slide("split_chart", "/indicator/survey_approval").missing == "Ни одна часть не известна."
    )


def test_a_difference_goes_from_one_number_to_the_other():
    drawn = slide("difference_chart", "/indicator/consultations?period=2020&against=2019").chart
    (gives,) = drawn.series
    before, *parts, now = gives.values
    assert (before, now) == tuple(facts("consultations", years=(2019, 2020)))
    assert before + sum(parts) == now
    starts = [bar.start for bar in drawn.floating]
    assert starts == [0, *(before + sum(parts[:place]) for place in range(len(parts))), 0]
    assert {bar.tone for bar in drawn.floating[1:-1]} == {"better", "worse"}
    assert drawn.categories[0] == "2019"
    assert drawn.categories[-1] == "2020"


def test_nothing_to_compare_with_is_said():
    why = slide("difference_chart", "/indicator/consultations?period=2014&parts=district").missing
    assert why == "Сравнить не с чем."


def test_the_map_has_every_district_and_offices_its_ranking():
    one = slide("map", "/indicator/consultations?period=2020")
    codes = {code for trace in one.chart.figure["data"] for code in trace.get("customdata", ())}
    assert {"central", "kirovsky", "industrialny", "zheleznodorozhny", "krasnoflotsky"} <= codes
    (ranked,) = one.chart.series
    assert sorted(ranked.values, reverse=True) == list(ranked.values)
    # per 10 000 residents, as the map is shaded: the indicator of the programme's own that says so
    rates = facts("consultations_per_10000", years=(2020, 2020), by=("district", "year"))
    assert [round(value, 6) for value in ranked.values] == sorted(
        (round(rate, 6) for rate in rates if rate is not None), reverse=True
    )
    assert one.chart.unit.startswith("ед. на 10 000 жителей")


def test_the_bars_of_a_quarter_s_map_are_its_own_numbers():
    one = slide("map", "/indicator/consultations?period=2020-Q2")
    (ranked,) = one.chart.series
    own = facts("consultations", years=(2020, 2020), by=("district", "quarter"))
    assert one.chart.unit == "ед."
    assert set(ranked.values) <= set(own)
    assert "жителей" not in one.finding


def test_pages_have_these_slides_in_their_files():
    kinds = [
        each.kind for each in deck_of_page(f"/indicator/consultations?programme={CITY}").slides
    ]
    assert kinds.index("split_chart") + 1 == kinds.index("split")
    assert kinds.index("difference_chart") + 1 == kinds.index("difference")
    assert deck_of_page(f"/districts?programme={CITY}").slides[0].kind == "map"


@pytest.mark.parametrize("kind", ["split_chart", "difference_chart", "map"])
@pytest.mark.parametrize(
    "address",
    ["/indicator/none", "/indicator/consultations?period=2020-13", "/indicator/<script>", "/"],
)
def test_what_is_no_address_of_an_indicator_is_refused_in_words(kind, address):
    one = slide(kind, address)
    assert one.missing
    assert one.chart is None


@pytest.mark.parametrize(("programme", "years"), [(CITY, True), ("sodruzhestvo-2009", False)])
def test_a_deck_of_one_year_has_no_table_of_years(programme, years):
    assert ("matrix" in [each.kind for each in find(programme).slides]) == years
