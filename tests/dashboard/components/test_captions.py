"""What stands above a chart: the finding, and of what the chart is."""

import pytest

from dashboard.components.captions import ChartCaption
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.panels import chart
from dashboard.request_reading import read_page_request
from dashboard.sections.indicator import by_district, by_year, within_year

FIGURE = {"data": [], "layout": {"height": 300}}
LINKS = FigureLinks("town", "/")


@pytest.fixture
def text_of(server):
    """A chart, as text."""

    def draw(caption: ChartCaption) -> str:
        with server.test_request_context("/"):
            return str(chart("c", FIGURE, label="Visits by year", links=LINKS, caption=caption))

    return draw


@pytest.fixture
def block(server):
    """A block of an indicator's page, as text."""

    def draw(section, address: str) -> str:
        with server.test_request_context(address):
            page = str(section.draw(read_page_request(f"http://localhost{address}")))
        return page.replace(r"\xa0", " ").replace(r"\u202f", " ")

    return draw


def test_a_finding_stands_above_the_chart_and_in_its_name_for_who_does_not_see_it(text_of):
    text = text_of(ChartCaption("The plan is missed.", "units, 2014–2020, city"))
    assert "P(children='The plan is missed.'" in text
    assert "'Visits by year. The plan is missed.'" in text
    assert "Visits by year · units, 2014–2020, city" in text


def test_a_chart_without_a_finding_keeps_its_name(text_of):
    text = text_of(ChartCaption("", "units, 2020"))
    assert "P(children='units, 2020'" in text
    assert "'Visits by year'" in text
    assert "Figcaption" not in text_of(ChartCaption())


@pytest.mark.parametrize(
    ("section", "finding", "scope"),
    [
        (by_year, "2014: the plan is met – 2 units, 100% of plan.", "units, 2014–2016, "),
        (within_year, "2014: the plan is met – 2 units, 100% of plan.", "units, 2014, "),
        (by_district, "", "units, 2014, all districts"),
    ],
    ids=["by year", "within the year", "by district"],
)
def test_charts_of_an_indicator_say_what_they_show_and_of_what(block, section, finding, scope):
    page = block(section, "/indicator/visits?lang=en&period=2014")
    assert finding in page
    assert scope in page
