"""A programme of hostile texts on every page, in every block, file and row: nothing breaks, and what
was typed is a text wherever it comes out.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import icalendar
import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from dashboard import exports
from dashboard.api.addresses import ADDRESSES
from dashboard.exporting.order import Order, reported
from dashboard.exports.parts import browser
from data.passports import DEFAULT_PROGRAMME
from data.progress import silently
from tests.dashboard.stewarding_world import signed_in
from tests.dashboard.walk import CALLBACK, Seeds, Walker, callbacks_of, is_ours, requests_of
from tests.depth import DEEP, some
from tests.harm import FORMULA, harm_of_component, harm_of_document, harm_of_file
from tests.hostile import DECK, TEXTS
from tests.hostile_programme import PART, YEAR, hostile_programme
from tests.mailbox import with_mail

PAGES = {
    "overview": ["/"],
    "about": ["/about"],
    "calendar": ["/calendar"],
    "centre": ["/resource-centre"],
    "changes": ["/changes"],
    "compare": ["/compare", f"/compare?period={YEAR}", "/compare?by=quarter"],
    "council": ["/council"],
    "districts": ["/districts"],
    "grants": ["/grants"],
    "help": ["/help"],
    "evaluation": [f"/evaluation?period={YEAR}"],
    "part": [f"/part/{PART}"],
    "programmes": ["/programmes"],
    "register": ["/register"],
    "report": ["/report"],
    "search": ["/search?search=a", "/search?search=1"],
    "targets": ["/targets"],
    "district": some(
        [f"/district/d{number}" for number in range(1, 24)], "/district/d1", "/district/d5"
    ),
    "indicator": some(
        [f"/indicator/i{number}" for number in range(1, 24)], "/indicator/i1", "/indicator/i5"
    ),
    "organisation": some([f"/organisation/{number}" for number in range(1, 24)], "/organisation/1"),
}
"""Where the blocks of a page stand, by the beginning of their names."""
ORDERS = [
    Order("", deck=DECK, language="en"),
    Order("", page="/", language="ru"),
    Order("", page="/indicator/i6"),
    Order("", page="/register"),
    Order("", page="/calendar"),
]
FORMATS = [name for name in exports.names() if name not in ("pdf", "png", "pictures")]
"""Those that no browser makes: its are the page of ``html``. The archive has all the others."""
FILES = (
    "/register.xlsx",
    "/register.zip",
    "/register.html",
    "/embed/overview",
    "/embed/compare",
    "/embed/districts?indicator=i1",
    f"/embed/part/{PART}",
    f"/embed-code?address=/part/{PART}",
    f"/report.xlsx?period={YEAR}",
    "/steward/imports/template/events.xlsx",
)


@pytest.fixture(scope="module")
def server(serving: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("hostile")
    with hostile_programme(folder) as world, serving(world.database) as server, with_mail(server):
        yield server


@pytest.fixture(scope="module")
def ada(server: Flask) -> FlaskClient:
    return signed_in(server, "ada")


@pytest.fixture(scope="module")
def walker(ada: FlaskClient) -> Walker:
    seeds = Seeds(DEFAULT_PROGRAMME, 1, DECK, 1, "x", "x", run=3, organisation=1, record="1")
    return Walker(ada, seeds, DEFAULT_PROGRAMME)


def test_every_address_answers_with_text(application: Dash, walker: Walker) -> None:
    count, html_rules = 0, set()
    for rule, method in requests_of(application):
        if method != "GET" or rule.rule in ("/logout", "/login/oidc"):
            continue
        answer = walker.ask(rule, method)
        assert answer.status_code < 500, rule.rule
        assert "itog=1" not in str(answer.headers)
        if answer.mimetype == "text/html":
            html_rules.add(rule.rule)
            assert list(harm_of_document(answer.text)) == [], rule.rule
            count += "&lt;script&gt;alert(" in answer.text
    assert count > 10
    assert {"/account", "/account/digest", "/steward/pages", "/steward/webhooks"} <= html_rules


def test_every_block_answers_with_text(application: Dash, ada: FlaskClient) -> None:
    count, harm = 0, set()
    for body in callbacks_of(application, DEFAULT_PROGRAMME):
        first = body["output"].strip(".").partition("-")[0]
        for page in PAGES.get(first, []) if is_ours(application, body) else []:
            answer = ada.post(
                CALLBACK, json={**body, "inputs": [at(page, each) for each in body["inputs"]]}
            )
            assert answer.status_code == 200, (body["output"], page, answer.text)
            harm |= {(body["output"], each) for each in harm_of_component(answer.get_json())}
            count += 1
    assert harm == set()
    assert count > 50


def at(page: str, part: dict[str, Any]) -> dict[str, Any]:
    """The input of a callback on a page."""
    return {**part, "value": page} if part["property"] == "data" else part


@pytest.mark.parametrize("form", some(FORMATS, "zip"))
def test_every_file_is_whole_and_harmless(
    server: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(browser, "NAMES", ("no-such-browser",))
    for order in some(ORDERS, ORDERS[0]):
        path = file_of(server, replace(order, form=form), tmp_path)
        assert harm_of_file(path.name, path.read_bytes()) == [], order


def file_of(server: Flask, order: Order, folder: Path) -> Path:
    """The file of an order, as the work in the background makes it."""
    path = folder / f"file.{order.form}"
    with server.test_request_context("/", headers={"X-Lang": order.language}):
        exports.write(reported(order, silently), order.form, path)
    return path


@pytest.mark.parametrize("address", FILES)
def test_every_file_of_an_address_is_whole_and_harmless(ada: FlaskClient, address: str) -> None:
    answer = ada.get(address)
    assert answer.status_code == 200
    assert harm_of_file(address.partition("?")[0], answer.data) == []


def test_the_calendar_has_the_events_that_there_are_and_no_others(ada: FlaskClient) -> None:
    calendar = icalendar.Calendar.from_ical(ada.get("/calendar.ics").text)
    assert not calendar.walk("VALARM")
    names = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert any(TEXTS["script"] in name for name in names)


@pytest.mark.parametrize("address", [each.path for each in ADDRESSES if each.path != "/programmes"])
def test_rows_say_what_was_typed_and_a_spreadsheet_computes_none(
    ada: FlaskClient, address: str
) -> None:
    chosen = f"/api/v1{address}?programme={DEFAULT_PROGRAMME}"
    year = f"&year={YEAR}"
    needed = {
        "/records": "&indicator=i1",
        "/evaluation": year,
        "/findings": year,
        "/peers": f"&indicator=i1{year}",
        "/ranking": year,
        "/changes": "&since=1",
    }
    chosen += needed.get(address, "")
    assert ada.get(chosen).get_json()["rows"]
    table = ada.get(f"{chosen}&format=csv-excel&lang=en").text
    cells = [cell for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"))) for cell in row]
    assert [cell for cell in cells if FORMULA.match(cell)] == []


@pytest.mark.office
@pytest.mark.skipif(not DEEP, reason="an office takes long; `make test-deep` waits for it")
@pytest.mark.parametrize("form", ["pptx", "xlsx"])
def test_an_office_opens_it(server: Flask, tmp_path: Path, convert: Any, form: str) -> None:
    path = file_of(server, replace(ORDERS[0], form=form), tmp_path)
    assert convert(path, "pdf").stat().st_size > 10_000
