"""How pages look: said in the address, remembered by the browser, else as the system prefers."""

import pytest
from lxml import html

from dashboard.components.figure_menu import FigureLinks
from dashboard.components.panels import chart
from dashboard.figures.theme import THEMES
from dashboard.http.looks import LOOK_OPTIONS, look


def root(client, address: str) -> str:
    text = client.get(address).text
    return text[: text.index("<head>")].splitlines()[1]


def test_what_is_chosen_is_remembered_without_an_account(client):
    assert root(client, "/") == '<html lang="ru" data-theme="light" data-follows>'
    form = "/looks?theme=contrast_blue&size=150&spacing=wide&pictures=off&next=/about"
    chosen = 'data-theme="contrast_blue" data-size="150" data-spacing="wide" data-pictures="off">'
    assert root(client, form).endswith(chosen), "seen at once"
    assert root(client, "/about").endswith(chosen)
    assert root(client, "/about?theme=dark").endswith(chosen.replace("contrast_blue", "dark"))
    usual = "/looks?theme=light&size=100&spacing=usual&pictures=on"
    assert root(client, usual) == '<html lang="ru" data-theme="light">'


def test_the_system_decides_until_a_theme_is_chosen(client):
    client.set_cookie("prefers", "contrast_dark")
    assert root(client, "/") == '<html lang="ru" data-theme="contrast_dark" data-follows>'
    client.get("/?theme=light")
    assert root(client, "/") == '<html lang="ru" data-theme="light">'


@pytest.mark.parametrize("name", [*LOOK_OPTIONS, "prefers"])
def test_a_cookie_that_nobody_has_set_so_is_none(client, name):
    client.set_cookie(name, '"><script>')
    assert root(client, "/") == '<html lang="ru" data-theme="light" data-follows>'


@pytest.mark.parametrize("name", LOOK_OPTIONS)
def test_a_word_that_nothing_is_chosen_by_is_refused_with_those_there_are(client, name):
    answer = client.get(f"/looks?{name}=huge")
    assert answer.status_code == 400
    assert "huge" in answer.text
    assert all(word in answer.text for word in LOOK_OPTIONS[name])


def test_the_way_back_stays_with_us(client):
    page = html.fromstring(client.get("/looks?next=https://elsewhere.example/").text)
    assert page.xpath("//p[@class='looks__ways']/a/@href") == ["/"]


def test_letters_of_charts_grow_with_those_of_the_page(server):
    with server.test_request_context("/", headers={"Cookie": "size=200; theme=dark"}):
        assert look().figures.size == 2 * THEMES["dark"].size
        assert look().figures.ink == THEMES["dark"].ink


def test_without_pictures_a_chart_is_its_table(server):
    figure, links = {"data": [], "layout": {"height": 100}}, FigureLinks("town", "/")
    with server.test_request_context("/", headers={"Cookie": "pictures=off"}):
        assert "Graph" not in str(
            chart("a", figure, label="A", links=links, twin="12").to_plotly_json()
        )
        assert "Graph" in str(chart("a", figure, label="A", links=links).to_plotly_json()), (
            "nothing else says it"
        )


def test_every_page_leads_to_the_form(client):
    page = html.fromstring(client.get("/about?lang=en&view=text").text)
    assert page.xpath("//a[starts-with(@href, '/looks')]/@href") == [
        "/looks?next=%2Fabout%3Flang%3Den"
    ]
    page = html.fromstring(client.get("/login?lang=en").text)
    (name,) = page.xpath("//a[starts-with(@href, '/looks')]/@aria-label")
    assert name.startswith("Version for weak eyes")
