from urllib.parse import quote

import pytest

from dashboard.components import clicks
from dashboard.components.figure_menu import FigureLinks

FIGURE = {"data": [], "layout": {"height": 100}}
LINKS = FigureLinks("town", "/")


@pytest.fixture(autouse=True)
def request_context(server):
    with server.test_request_context("/"):
        yield


def test_way_beside_a_chart_keeps_its_places_open():
    url = f"/indicator/visits?period={quote(clicks.FIRST)}&district={quote(clicks.SECOND)}#records"
    led = clicks.chart("by-year", FIGURE, label="Chart", links=LINKS, url=url)
    assert led.children[1].data == "/indicator/visits?period={0}&district={1}#records"


def test_chart_that_leads_nowhere_keeps_no_way():
    assert "Store" not in str(clicks.chart("still", FIGURE, label="Chart", links=LINKS))
