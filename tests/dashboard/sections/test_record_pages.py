"""The next page of the records behind a number goes on behind the last row of this one; addresses with
a page's number alone still lead to it.
"""

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from plotly.io.json import to_json_plotly

from dashboard.request_reading import read_page_request
from dashboard.sections.records import listing, pages
from dashboard.sections.subject import read_subject
from data.refusals import Refusal

WHOLE = "/indicator/visits?period=2014..2015&lang=en"


@pytest.fixture(autouse=True)
def one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of one row: the town has four records."""
    monkeypatch.setattr(pages, "ROWS", 1)


def _panel(server: Flask, href: str) -> str:
    with server.test_request_context(href):
        panel = listing.panel(read_subject(read_page_request(href)))
        # plainly, as the renderer reads it: signs are written out
        return json.dumps(json.loads(to_json_plotly(panel)), ensure_ascii=False)


def _links(panel: str) -> dict[str, str]:
    """The addresses of «Previous» and «Next»."""
    pairs = re.findall(
        r'"children": "(Previous|Next)", "className": "[^"]*", "href": "([^"]+)"', panel
    )
    return dict(pairs)


def _rows(panel: str) -> tuple[str, ...]:
    """The dates that stand in a page, and which of all records it says it has."""
    return *re.findall(r"\d+ \w+ 201[45]", panel.split("records__pages")[0]), *re.findall(
        r"shown: \d+–\d+", panel
    )


def _onward(server: Flask, href: str) -> Iterator[tuple[str, str]]:
    """Each page from one on, by the link of the one before, with its address."""
    while href:
        panel = _panel(server, href)
        yield href, panel
        href = _links(panel).get("Next", "").partition("#")[0]


def test_pages_behind_a_row_are_those_by_number(server: Flask) -> None:
    walked = list(_onward(server, WHOLE))
    assert len(walked) == 4
    assert all("after=consultations." in href for href, _panel in walked[1:])
    for number, (_href, panel) in enumerate(walked, start=1):
        by_number = _panel(server, f"{WHOLE}&page={number}")
        assert _rows(panel) == _rows(by_number)
        assert f"Page {number} of 4" in panel
        assert f"shown: {number}–{number}" in panel


def test_the_way_back_is_by_number(server: Flask) -> None:
    *_rest, (_href, last) = _onward(server, WHOLE)
    back = _links(last)["Previous"]
    assert "page=3" in back
    assert "after" not in back


def test_a_place_is_left_behind_with_its_list(server: Flask) -> None:
    with server.test_request_context("/"):
        request = read_page_request(f"{WHOLE}&page=2&after=consultations.2014-03-05.1.1")
        assert "after=" in request.href(lang="ru")
        for other in ({"district": "north"}, {"split": "topic"}, {"within_year": 1}):
            assert "after=" not in request.href(**other)
        assert "after=" not in request.in_period("2015")


def test_a_place_that_is_none_is_refused(server: Flask) -> None:
    with pytest.raises(Refusal):
        _panel(server, f"{WHOLE}&after=nowhere")


def test_heads_put_the_list_into_another_order_and_back(server: Flask) -> None:
    newest = "&order=-date"
    first, last = _panel(server, WHOLE), _panel(server, f"{WHOLE}{newest}")
    assert _sorted_heads(first) == ["ascending"]
    assert _sorted_heads(last) == ["descending"]
    assert newest in _orders(first)[1]
    assert "order=" not in _orders(last)[1]
    # each head leads to the first page of the list, in its own order
    assert [re.search("order=([^&#]*)|$", each).group(1) for each in _orders(first)][:2] == [
        "number",
        "-date",
    ]
    assert all("after=" not in each and "page=" not in each for each in _orders(f"{first}{last}"))
    walked = [_rows(panel)[:1] for _href, panel in _onward(server, f"{WHOLE}{newest}")]
    assert walked == [_rows(panel)[:1] for _href, panel in _onward(server, WHOLE)][::-1]


def test_pages_in_an_order_of_their_own_have_numbers(server: Flask) -> None:
    walked = [href for href, _panel in _onward(server, f"{WHOLE}&order=-number")]
    assert len(walked) == 4
    assert not any("after=" in href for href in walked)
    assert all(f"page={number}" in href for number, href in enumerate(walked[1:], start=2))


def test_words_narrow_the_list_and_not_the_number(server: Flask) -> None:
    nothing = _panel(server, f"{WHOLE}&search=zzz")
    assert "No record has these words" in nothing
    assert 'data-total": "0"' in nothing
    assert "of 4" in nothing


def _sorted_heads(panel: str) -> list[str]:
    return re.findall(r'aria-sort=\\?"(\w+)', panel)


def _orders(panel: str) -> list[str]:
    """Where the heads of columns lead."""
    links = re.findall(r"<a [^>]*list-order[^>]*>", panel.replace("\\", ""))
    return [unescape(re.search('href="([^"]*)"', each)[1]) for each in links]
