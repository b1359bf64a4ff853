"""The stewards' list of records, page by page: ways on and back, numbers of pages, and what stands
where a page has nothing.
"""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from data.editing import listing
from tests.dashboard.stewarding_world import changeable, text_of
from tests.sample_programme import SampleProgramme

LIST = "/steward/records?kind=publications"
RECORDS = 120


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    with changeable(tmp_path_factory.mktemp("lists")) as world:
        with world.revision():
            for number in range(RECORDS):
                day = f"2014-{number % 12 + 1:02}-01"
                world.record("publications", day, number=f"P-{number:03}", title="Газета")
        yield world


def rows(page: str) -> list[str]:
    return re.findall(r"P-\d{3}(?=</a>)", page)


def url_of(page: str, name: str) -> str:
    """The address behind a way of the list."""
    return unescape(re.search(rf'href="([^"]+)">{name}</a>', page)[1])


def test_ways_lead_through_the_whole_list_and_back(anna):
    pages = [anna.get(LIST).text]
    assert "Found: 120" in pages[0]
    assert "Previous" not in pages[0]
    while ">Next</a>" in pages[-1]:
        pages.append(anna.get(url_of(pages[-1], "Next")).text)
    assert [len(rows(page)) for page in pages] == [50, 50, 20]
    assert len({number for page in pages for number in rows(page)}) == RECORDS
    assert "Page 3 of 3" in text_of(pages[2])
    back = anna.get(url_of(pages[2], "Previous")).text
    assert rows(back) == rows(pages[1])
    assert "Page 2 of 3" in text_of(back)
    assert rows(anna.get(url_of(back, "Previous")).text) == rows(pages[0])
    assert rows(anna.get(url_of(pages[2], "To the beginning")).text) == rows(pages[0])


def test_an_address_with_the_number_of_a_page_opens_it_as_it_always_did(anna):
    second = anna.get(f"{LIST}&page=2").text
    assert rows(second) == rows(anna.get(url_of(anna.get(LIST).text, "Next")).text)
    assert "Page 2 of 3" in text_of(second)


def test_a_page_beyond_the_end_says_how_many_there_are(anna):
    beyond = anna.get(f"{LIST}&page=4")
    assert beyond.status_code == 200
    assert "There is no page 4; pages in the list: 3." in beyond.text
    assert rows(anna.get(url_of(beyond.text, "To the beginning")).text)
    assert "Nothing was found." in anna.get(f"{LIST}&words=nowhere&page=4").text


def test_a_long_list_says_where_its_search_stopped(anna, monkeypatch):
    monkeypatch.setattr(listing, "MOST", 60)
    page = anna.get(LIST).text
    assert "Found: more than 60" in page
    assert "Page 1 " in text_of(page)
    assert "the first 2 do" in anna.get(f"{LIST}&page=9").text
    rare = anna.get(f"{LIST}&words=P-000").text
    assert "Found: 1<" in rare
    assert rows(rare) == ["P-000"]
    short = anna.get(f"{LIST}&words=00").text
    assert "Found among the first 60 records of the list:" in short
    assert "The search stopped at the record" in short
    further = anna.get(url_of(short, "Look further")).text
    assert {*rows(short), *rows(further)} == {"P-000", "P-100", *(f"P-00{n}" for n in range(10))}


@pytest.mark.parametrize("place", ["after=x", "after=999999", "before=-1", f"after={9**40}"])
def test_a_place_that_is_none_is_refused_with_the_remedy(anna, place):
    answer = anna.get(f"{LIST}&{place}")
    assert answer.status_code == 404
    assert "Open the list from its beginning" in answer.text


def test_one_letter_and_a_century_are_answered(anna):
    assert len(rows(anna.get(f"{LIST}&words=p").text)) == 50
    assert "Found: 120" in anna.get(f"{LIST}&period=1950..2050").text


def test_columns_filters_and_the_order_are_chosen_in_the_address(anna):
    page = anna.get(f"{LIST}&column=title&column=medium,reach&is-title=газет&order=-number").text
    assert re.findall(r'class="list-order" href="[^"]+">([^<]+?)\s*<', page) == [
        "Number",
        "Title",
        "Medium",
        "Reach, people",
    ]
    assert rows(page)[:2] == ["P-119", "P-118"]
    assert rows(anna.get(url_of(page, "Next")).text)[0] == "P-069"
    assert "Found: 0" not in page
    none = anna.get(f"{LIST}&is-reach=10..").text
    assert "Nothing was found" in none
    assert "Reach, people: 10.." in none


def test_a_filter_of_a_column_that_is_not_in_the_list_is_seen_and_can_be_removed(anna):
    page = anna.get(f"{LIST}&column=title&is-reach=-").text
    assert "Reach, people: -" in page
    assert "is-reach" not in url_of(page, "remove")


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ("is-reach=5..2", "ends before it begins"),
        ("is-medium=танцы", "танцы"),
        ("column=wheels", "wheels"),
        ("order=-wheels", "wheels"),
    ],
)
def test_what_the_columns_cannot_be_asked_is_refused_with_the_remedy(anna, choice, reason):
    answer = anna.get(f"{LIST}&{choice}")
    assert answer.status_code in (400, 404)
    assert reason in answer.text


def test_what_was_found_is_a_file_of_the_columns_of_the_list(anna, monkeypatch):
    file = anna.get(LIST.replace("records?", "records.csv?") + "&column=date,title&words=P-00")
    assert "attachment" in file.headers["Content-Disposition"]
    lines = file.text.lstrip("\ufeff").splitlines()
    assert lines[0] == "Number,Date,Title"
    assert sorted(lines[1:]) == [
        f"P-{number:03},2014-{number % 12 + 1:02}-01,Газета" for number in range(10)
    ]
    monkeypatch.setattr(listing, "MOST", 20)
    refused = anna.get(LIST.replace("records?", "records.csv?"))
    assert refused.status_code == 400
    assert "Narrow the search" in refused.text
