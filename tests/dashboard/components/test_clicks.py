from urllib.parse import quote

from dashboard.components import clicks


def test_way_beside_a_chart_keeps_its_places_open():
    url = f"/indicator/visits?period={quote(clicks.FIRST)}&district={quote(clicks.SECOND)}#records"
    led = clicks.chart("by-year", {"data": [], "layout": {"height": 100}}, label="Chart", url=url)
    assert led.children[1].data == "/indicator/visits?period={0}&district={1}#records"


def test_chart_that_leads_nowhere_keeps_no_way():
    assert "Store" not in str(
        clicks.chart("still", {"data": [], "layout": {"height": 100}}, label="Chart")
    )
