"""The menu of a figure: what it offers, to whom, and that its rows are the figure's own numbers."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from dashboard.components import figure_menu
from dashboard.components.captions import ChartCaption
from dashboard.components.figure_menu import FigureLinks, FigureMenu, FigurePicture
from dashboard.request_reading import read_page_request
from dashboard.sections.districts import district
from dashboard.sections.indicator import by_district, by_year, split, within_year
from dashboard.sections.records import listing
from dashboard.sections.subject import read_subject

LINKS = FigureLinks(
    "town",
    "/indicator/visits?period=2014",
    values="/api/v1/values?programme=town",
    records="/indicator/visits?period=2014#records",
    slide="table",
    comments="/steward/comments?programme=town",
    changes="/steward/audit?programme=town",
)
FOR_ALL = ["Copy the link", "Numbers as CSV", "Counted records"]
ROLES = ("viewer", "reporter", "steward")


def listed(menu) -> str:
    """What a menu opens, as HTML."""
    return menu.children[1].to_plotly_json()["props"]["data-still"]


def entries(menu) -> dict[str, str]:
    """The addresses of a menu by the words that lead there."""
    links = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>([^<]*)</a>', listed(menu))
    return {words: unescape(address) for address, words in links}


@pytest.fixture
def menu_for(server, monkeypatch):
    """A menu as somebody in a role sees it."""

    def drawn(figure: FigureMenu, role: str = ""):
        known = ROLES[: ROLES.index(role) + 1] if role else ()
        monkeypatch.setattr(figure_menu, "may", lambda least, programme: least in known)
        with server.test_request_context("/", headers={"X-Lang": "en"}):
            return figure_menu.figure_menu(figure)

    return drawn


@pytest.mark.parametrize(
    ("role", "more"),
    [
        ("", []),
        ("viewer", ["Comment to a colleague"]),
        ("steward", ["Add to a slide", "Comment to a colleague", "What changed in this number?"]),
    ],
)
def test_a_menu_has_what_its_reader_may_open(menu_for, role, more):
    assert list(entries(menu_for(FigureMenu("Visits", LINKS), role))) == [*FOR_ALL, *more]


def test_what_a_figure_does_not_have_is_not_offered(menu_for):
    menu = menu_for(FigureMenu("Visits", FigureLinks("town", "/about")), "steward")
    assert entries(menu) == {"Copy the link": "/about"}
    assert "Picture" not in listed(menu)


def test_the_button_is_called_by_its_figure(menu_for):
    button = menu_for(FigureMenu("Visits <b>", LINKS)).children[0].to_plotly_json()["props"]
    assert button["aria-label"] == "Actions: Visits <b>"


def test_a_link_leads_to_the_figure_and_a_slide_shows_the_same(menu_for):
    leads = entries(menu_for(FigureMenu("Visits", LINKS, "figure-by-year"), "steward"))
    assert leads["Copy the link"] == "/indicator/visits?period=2014#figure-by-year"
    query = dict(parse_qsl(urlsplit(leads["Add to a slide"]).query))
    assert query == {"address": "/indicator/visits?period=2014", "kind": "table"}


def test_a_picture_has_the_finding_for_its_title(menu_for):
    caption = ChartCaption("The plan is missed.", "units, 2014")
    menu = menu_for(FigureMenu("Visits", LINKS, picture=FigurePicture("visits", "A, B", caption)))
    for written in (
        'data-title="The plan is missed."',
        'data-scope="Visits · units, 2014"',
        'data-name="visits"',
        'data-about="A, B"',
    ):
        assert written in listed(menu)


# ---------------------------------------------------------------- the rows are the figure's numbers


def components(tree) -> Iterator:
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from components(part)
    elif hasattr(tree, "to_plotly_json"):
        yield tree
        yield from components(getattr(tree, "children", None))


def drawn(client, server, section, address: str) -> tuple[list[float], list[float]]:
    """The numbers that a figure draws, and those of the rows that its menu leads to."""
    with server.test_request_context(address):
        tree = [*components(section(read_page_request(f"http://localhost{address}")))]
    figure = next(part.figure for part in tree if type(part).__name__ == "Graph")
    menu = next(part for part in tree if getattr(part, "className", "") == "actions no-print")
    rows = urlsplit(entries(menu)["Numbers as CSV"])
    query = {**dict(parse_qsl(rows.query)), "format": "json"}
    answer = client.get(f"{rows.path}?{urlencode(query)}")
    assert answer.status_code == 200, answer.text
    return numbers_of(figure), [
        float(row["value"]) for row in answer.json["rows"] if row["value"] is not None
    ]


def numbers_of(figure) -> list[float]:
    bars = [trace for trace in figure["data"] if trace["type"] == "bar" and "meta" not in trace]
    lines = [trace for trace in figure["data"] if trace["type"] == "scatter"]
    along = "x" if any(trace.get("orientation") == "h" for trace in bars) else "y"
    return [float(each) for trace in bars or lines[:1] for each in trace[along] if each is not None]


@pytest.mark.parametrize(
    ("section", "address", "numbers"),
    [
        (by_year.draw, "/indicator/visits?lang=en", [2, 2, 0]),
        (by_year.draw, "/indicator/visits?lang=en&by=half&years=2014", [2, 0]),
        (by_year.draw, "/indicator/visits?lang=en&by=day&period=2014-03", [*[0] * 30, 1]),
        (by_district.draw, "/indicator/visits?lang=en&period=2014", [1, 1]),
        (by_district.draw, "/indicator/visits?lang=en&period=2014&cut=okrugs", [1, 1]),
        (by_district.draw, "/indicator/visits?lang=en&period=2015-Q1", [1, 1]),
        (by_district.draw, "/indicator/visits?lang=en&period=2014-03-01..2014-04-01", [1, 0]),
        (district.draw_trend, "/district/north?lang=en&indicator=visits", [1, 1, 0]),
    ],
)
def test_rows_of_a_menu_are_the_numbers_of_its_figure(client, server, section, address, numbers):
    figure, rows = drawn(client, server, section, address)
    assert sorted(figure) == sorted(rows) == sorted(map(float, numbers))


def test_rows_within_a_year_gather_as_the_figure_does(client, server):
    address = "/indicator/visits?lang=en&period=2014"
    _figure, rows = drawn(client, server, within_year.draw, address)
    assert rows == [0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]


def test_rows_of_an_earlier_revision_are_as_of_it(client, server):
    _figure, rows = drawn(client, server, by_year.draw, "/indicator/visits?lang=en&as_of=2")
    assert rows == [2, 1, 0]


def test_rows_by_an_attribute_are_its_parts(client, server):
    figure, rows = drawn(client, server, split.draw, "/indicator/visits?lang=en&split=topic")
    assert sorted(each for each in figure if each) == sorted(each for each in rows if each)


def test_records_behind_a_number_are_taken_home_whole(client, server):
    address = "/indicator/visits?lang=en&period=2014&district=north"
    with server.test_request_context(address):
        tree = [
            *components(
                listing.panel(read_subject(read_page_request(f"http://localhost{address}")))
            )
        ]
    menu = next(part for part in tree if getattr(part, "className", "") == "actions no-print")
    file = client.get(entries(menu)["CSV"])
    assert file.status_code == 200
    _head, *rows = file.text.strip().splitlines()
    # one visit of the north in 2014, written by hand
    assert len(rows) == 1
    assert "2014-03-05" in rows[0] or "05.03.2014" in rows[0]
