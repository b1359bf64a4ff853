"""A slide with a chart says of what it is: unit, years and places."""

import pytest

from dashboard.council.making import report
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME


@pytest.mark.parametrize(
    ("kind", "scope"),
    [
        ("plan_and_fact", "units, 2014–2016, Whole territory"),
        ("within_year", "units, 2014, Whole territory"),
        ("districts", "units, 2014, all districts"),
        ("table", ""),
    ],
)
def test_the_chart_of_a_slide_says_of_what_it_is(server, kind, scope):
    address = "/indicator/visits?period=2014"
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        (slide,) = report(Deck("", DEFAULT_PROGRAMME, "All", (SlideText(kind, address),))).slides
    assert slide.scope == scope
