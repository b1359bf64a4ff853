"""Pages as text alone: the same words and numbers, and nothing that eyes or scripts must do."""

import re

import pytest
from lxml import html

from dashboard.looks.in_words import in_words, text_address
from tests.dashboard.test_hostile_programme import PAGES

ADDRESSES = sorted(
    {
        page
        for pages in PAGES.values()
        for page in pages[:1]
        if not re.search("/(i|d|part/|1)", page)
    }
    | {
        "/indicator/visits",
        "/indicator/opinion?period=2014",
        "/district/north",
        "/search?search=visits",
    }
)


@pytest.fixture
def read(client):
    def read(address: str):
        joined = f"{address}{'&' if '?' in address else '?'}view=text&lang=en"
        return html.fromstring(client.get(joined).text)

    return read


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_left_that_only_eyes_or_scripts_have(read, address):
    page = read(address)
    assert page.xpath("//script | //img | //svg | //*[@style] | //*[@class]") == []
    assert page.xpath("//button[not(ancestor::form)] | //input[not(ancestor::form)]") == []
    assert [each for each in page.xpath("//a") if not each.text_content().strip()] == []
    assert len(page.xpath("//h1")) == 1


@pytest.mark.parametrize("address", [each for each in ADDRESSES if not each.startswith("/help")])
def test_a_term_opens_at_one_place_of_a_page(read, address):
    places = [each for each in read(address).xpath("//main//a/@href") if "/help?" in each]
    terms = [each.partition("#")[2] for each in places if "#" in each]
    assert sorted(terms) == sorted(set(terms))


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_lead_on_to_pages_as_text(read, address):
    links = read(address).xpath("//nav//a/@href")
    assert len(links) > 5
    assert all("view=text" in each for each in links)


def test_numbers_are_those_of_the_page(read):
    page = read("/indicator/visits?period=2014")
    rows = [
        [re.sub(r"\s+", " ", cell.text_content()).strip() for cell in row]
        for row in page.xpath("//table[.//th[text()='Plan']][1]/tbody/tr")
    ]
    assert rows[0][:4] == ["2014", "2", "2", "100%"]
    assert read("/").xpath("//details[not(@open)]/summary"), "choices stay folded"


def test_a_chart_has_its_words_and_its_table(read):
    (table,) = read("/compare?indicator=visits").xpath("//table[.//td]")[:1]
    assert "2" in table.text_content()


def test_the_usual_page_is_one_link_away(read):
    links = read("/compare?indicator=visits").xpath("//a[text()='This page with charts']/@href")
    assert links == ["/compare?indicator=visits&lang=en"]


def test_what_is_refused_is_so_in_text_too(client):
    answer = client.get("/indicator/nothing?view=text&lang=en")
    assert answer.status_code == 404
    assert "nothing" in answer.text
    assert "<script" not in answer.text


def test_texts_of_people_stay_texts():
    tree = {
        "type": "P",
        "namespace": "dash_html_components",
        "props": {"children": ["<b>", {"type": "A", "namespace": "dash_html_components", "props": {
            "href": "/about?search=%22%3E", "children": None, "aria-label": 'x"><script>'}}]},
    }  # fmt: skip
    assert "<script" not in in_words(tree)
    assert "&lt;b&gt;" in in_words(tree)


def test_only_pages_are_led_to_as_text():
    assert text_address("/about?lang=en#a") == "/about?lang=en&view=text#a"
    assert text_address("/calendar?view=list") == "/calendar?view=text"
    for other in ("/register.xlsx", "https://elsewhere.example/about", "#main", "/login?next=/"):
        assert text_address(other) == other


def test_all_that_is_chosen_of_a_page_is_cleared_at_once(read):
    clear = "//a[text()='Clear the choices']/@href"
    (address,) = read("/compare?indicator=visits&years=2014..2015").xpath(clear)
    assert address == "/compare?lang=en&view=text"
    assert read("/compare").xpath(clear) == []
