"""A programme's shared list: stewards keep it, whoever has signed in sees it, nobody else."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.shared_pages import MOST, SharedPageFacts, share, shared_pages
from tests.dashboard.stewarding_world import changeable, signed_in, text_of
from tests.sample_programme import SampleProgramme

ADDRESS = "/steward/pages"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SampleProgramme]:
    with changeable(tmp_path) as world:
        yield world


def listed(world: SampleProgramme) -> tuple[SharedPageFacts, ...]:
    with world.database.read() as session:
        return shared_pages(session, world.code)


def put(browser: FlaskClient, title: str, address: str) -> int:
    return browser.post(ADDRESS, data={"title": title, "address": address}).status_code


def test_a_steward_shares_a_page_and_who_has_signed_in_sees_it(server: Flask, anna, world):
    assert (
        put(anna, "Two districts", "http://localhost/compare?district=north,south&lang=en&x=1")
        == 303
    )
    (page,) = listed(world)
    assert page.title == "Two districts"
    assert page.author == "anna"
    assert page.address == f"/compare?programme={world.code}&district=north,south"
    vera = signed_in(server, "vera")
    assert "Two districts" in vera.get("/search?lang=en").text
    assert "Two districts" not in server.test_client().get("/search?lang=en").text


def test_a_page_leads_its_stewards_to_the_form_with_itself_in_it(server: Flask, anna, world):
    address = "/districts?period=2015"
    link = re.search(r'"(/steward/pages[?][^"]+)"', text_page(anna, address))
    form = anna.get(unescape(link[1])).text
    assert 'value="/districts?period=2015"' in form
    assert re.search(r'name="title" value="[^"]*2015', form)
    for reader in (signed_in(server, "vera"), server.test_client()):
        assert "/steward/pages" not in text_page(reader, address)


def text_page(browser: FlaskClient, address: str) -> str:
    return browser.get(f"{address}&lang=en&view=text").text


def test_the_order_changes_and_a_page_goes(anna, world):
    for number in (1, 2, 3):
        assert put(anna, f"Year {number}", f"/districts?period=201{number + 3}") == 303
    first, _second, third = listed(world)
    anna.post(f"{ADDRESS}/{third.id}", data={"do": "up"})
    assert [each.title for each in listed(world)] == ["Year 1", "Year 3", "Year 2"]
    anna.post(f"{ADDRESS}/{first.id}", data={"do": "up"})
    anna.post(f"{ADDRESS}/{third.id}", data={"do": "remove"})
    assert [each.title for each in listed(world)] == ["Year 1", "Year 2"]
    assert anna.post(f"{ADDRESS}/{third.id}", data={"do": "up"}).status_code == 404
    audit = text_of(anna.get("/steward/audit").text)
    for deed in ("Page shared", "Shared page moved", "Page taken off the shared list"):
        assert deed in audit


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/districts",
        "//example.org/districts",
        "javascript:alert(1)",
        "/steward/users",
        "/nowhere",
        "districts",
        f"/districts?period={'1' * 3000}",
        "",
    ],
)
def test_only_pages_of_this_site_are_taken(anna, world, address):
    assert put(anna, "Elsewhere", address) == 400
    assert listed(world) == ()


def test_a_page_needs_a_title_and_stands_there_once(anna, world):
    assert put(anna, " \x07 ", "/districts") == 400
    assert put(anna, "x" * 201, "/districts") == 400
    assert put(anna, "Districts", "/districts") == 303
    assert put(anna, "Again", "/districts?lang=en") == 400
    assert len(listed(world)) == 1


def test_the_list_is_bounded(anna, world):
    with world.database.writing("test") as session:
        for number in range(MOST):
            share(session, world.code, f"P {number}", f"/part/{number}", author="anna")
    refused = anna.post(ADDRESS, data={"title": "More", "address": "/districts"})
    assert refused.status_code == 400
    assert f"{MOST} pages at most" in text_of(refused.text)


def test_who_is_no_steward_of_the_programme_changes_nothing(server: Flask, anna, world):
    assert put(anna, "Districts", "/districts") == 303
    (page,) = listed(world)
    for name in ("vera", "elsewhere"):
        browser = signed_in(server, name)
        assert put(browser, "Mine", "/grants") == 403
        assert browser.post(f"{ADDRESS}/{page.id}", data={"do": "remove"}).status_code == 403
    assert server.test_client().post(ADDRESS, data={}).status_code in (302, 303, 401)
    assert listed(world) == (page,)
