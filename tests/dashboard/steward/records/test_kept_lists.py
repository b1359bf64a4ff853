"""Lists of records are kept under a name: for oneself, or for all stewards of the programme."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from data.editing import kept_lists
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme

LIST = "/steward/records?kind=consultations"
QUERY = "words=law&is-people=2..&order=-people&column=date,people"


@pytest.fixture
def world(tmp_path) -> Iterator[SampleProgramme]:
    with changeable(tmp_path) as world:
        yield world


def keep(browser: FlaskClient, name: str, **fields: str) -> int:
    data = {"kind": "consultations", "name": name, "choices": QUERY, **fields}
    return browser.post("/steward/lists", data=data).status_code


def kept(browser: FlaskClient) -> dict[str, str]:
    """The addresses of the kept lists, by name."""
    page = browser.get(LIST).text
    part = page.partition('class="panel list-kept"')[2].partition("</details>")[0]
    return {
        name: unescape(address)
        for address, name in re.findall(r'<li><a href="([^"]+)">([^<]+)', part)
    }


def test_a_list_is_kept_with_its_filters_and_shared_or_not(server, anna):
    boris = signed_in(server, "boris")
    assert keep(anna, "  My   people ") == 303
    assert keep(anna, "Ours", shared="1") == 303
    assert set(kept(anna)) == {"My people", "Ours"}
    assert set(kept(boris)) == {"Ours"}
    page = anna.get(kept(anna)["My people"]).text
    assert 'name="is-people" value="2.."' in page
    assert 'value="law"' in page
    assert 'name="order" value="-people"' in page
    assert keep(anna, "My people", choices="words=other") == 303
    assert "words=other" in kept(anna)["My people"]
    assert len(kept(anna)) == 2


def test_only_its_owner_forgets_a_list(server, anna):
    keep(anna, "Ours", shared="1")
    boris = signed_in(server, "boris")
    assert boris.post("/steward/lists/1/forget").status_code == 403
    assert anna.post("/steward/lists/1/forget").status_code == 303
    assert anna.post("/steward/lists/1/forget").status_code == 404
    assert kept(anna) == {}


def test_what_cannot_be_kept_is_refused(server, anna, monkeypatch):
    assert keep(anna, "  ") == 400
    assert keep(anna, "x" * 101) == 400
    assert keep(anna, "One", choices="column=wheels") == 400
    assert keep(anna, "One", kind="wheels") == 404
    monkeypatch.setattr(kept_lists, "MOST", 1)
    assert keep(anna, "One") == 303
    assert keep(anna, "Two") == 400
    assert keep(signed_in(server, "vera"), "Three") == 403
    assert set(kept(anna)) == {"One"}
