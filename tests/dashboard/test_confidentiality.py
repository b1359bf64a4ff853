"""Records of kinds that hide small numbers, asked for in every way that there is by somebody who may
not see them: no answer has a record, nor a hidden number.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from dashboard import exports
from dashboard.council.making import report
from dashboard.exporting.order import Order, reported
from dashboard.exports.parts import browser
from dashboard.exports.zip import CLAIM
from data.decks import Deck
from data.imports.columns.kind import SmallNumbers
from data.progress import silently
from indicators.answers.file_checksum import matches, read_file_checksum
from indicators.answers.snapshots import snapshots
from tests.dashboard.confidential_world import (
    AMOUNTS,
    DECK,
    LEAST,
    YEAR,
    confidential_programme,
    secrets_in,
)
from tests.dashboard.stewarding_world import signed_in
from tests.dashboard.walk import CALLBACK, Seeds, Walker, callbacks_of, is_ours, requests_of
from tests.depth import DEEP, some
from tests.sample_programme import SampleProgramme

KINDS = (*AMOUNTS, "visits")
ROOT = Path(__file__).parents[2]
CODES = some(
    [
        f"{kind}_{what}"
        for kind in KINDS
        for what in ("number", "amount")
        if kind != "legal_acts" or what == "number"
    ],
    "visits_number",
    "visits_amount",
    "supports_amount",
    "grants_number",
)
CLOSED = "открыты только тем, кто их ведёт"
P = "programme=khabarovsk-2014-2020"
DAYS = f"{YEAR}-01-01..{YEAR}-11-30"
PAGES = {
    "about": ["/about"],
    "calendar": [f"/calendar?period={YEAR}"],
    "centre": ["/resource-centre"],
    "changes": ["/changes?since=1"],
    "compare": ["/compare", f"/compare?period={YEAR}", "/compare?by=month"],
    "district": [f"/district/north?period={YEAR}"],
    "districts": [f"/districts?period={YEAR}"],
    "evaluation": [f"/evaluation?period={YEAR}"],
    "grants": ["/grants"],
    "indicator": [
        f"/indicator/{code}?period={YEAR}{place}" for code in CODES for place in ("", "&district=north")
    ] + ["/indicator/visits_amount?split=sex"],
    "organisation": ["/organisation/1"],
    "overview": ["/", f"/?district=north&period={YEAR}"],
    "programmes": ["/programmes"],
    "register": ["/register", "/register?search=NGO"],
    "report": [f"/report?period={YEAR}", f"/report?form=period&period={DAYS}&district=north"],
    "search": ["/search?search=Совет", "/search?search=Засекр"],
    "targets": ["/targets"],
}  # fmt: skip
"""Pages by the beginning of the names of their blocks."""
API = [
    f"values?{P}&by=district,year", f"values?{P}&by=district,month", f"values?{P}&split=sex&indicator=visits_amount",
    f"values?{P}&by=range&years=2014..2015", f"values?{P}&by=district,quarter&within_year=true",
    *(f"records?{P}&indicator={code}" for code in CODES),
    f"targets?{P}", f"deviations?{P}", f"definitions?{P}", f"evaluation?{P}&year={YEAR}",
    f"findings?{P}&year={YEAR}", f"ranking?{P}&year={YEAR}", f"changes?{P}&since=1",
    *(f"peers?{P}&indicator={code}&year={YEAR}" for code in CODES),
    f"decisions?{P}", f"notes?{P}", f"register?{P}", f"proofs?{P}",
]  # fmt: skip
ADDRESSES = [
    *(f"/api/v1/{each}{form}" for each in API for form in ("", "&format=csv")),
    "/register.xlsx", "/register.zip", "/register.html", "/calendar.ics", "/feed.atom", "/llms.txt",
    f"/report.xlsx?period={YEAR}", f"/report.docx?period={YEAR}",
    *(f"/report.xlsx?form=period&period={DAYS}{place}" for place in ("", "&district=north", "&district=north,south")),
    f"/indicator/visits_amount?period={DAYS}", f"/compare?period={DAYS}", f"/districts?period={DAYS}",
    "/data/khabarovsk-2014-2020/",
    *(f"/embed/indicator/{code}?view=districts&period={YEAR}" for code in CODES),
    *(f"/indicator/{code}/feed.atom" for code in CODES),
    "/card.png?page=/indicator/visits_amount", "/embed/register", "/embed/overview", f"/present/{DECK}", "/proofs",
    "/proofs/1", "/proofs/2", "/data/catalog.jsonld",
    *(f"/data/khabarovsk-2014-2020/{moment}/{name}" for moment in (3, "s1", "now")
      for name in ("values.csv", "records.csv", "datapackage.json", "values.xlsx")),
]  # fmt: skip


ORDERED = ("/", f"/districts?period={YEAR}", f"/indicator/visits_amount?period={YEAR}", "/register",
           "/grants", "/calendar")  # fmt: skip
"""Pages that are taken home as files."""
SHOWING = re.compile(
    r"dashboard/(pages|sections|components|council|exports|exporting|forms|feeds|open_data|api|model_context)/"
)
"""Where records and numbers are shown; in the rooms, the database is read by those who keep them."""
BESIDE = {
    "dashboard/api/uploads.py",  # for who has sent a file, by token
    "dashboard/api/uploads_sent.py",
    "dashboard/api/addresses/proofs.py",  # whose roles are asked for proof by proof
    "dashboard/sections/favourites.py",  # addresses of pages, for those who have signed in
    "dashboard/sections/indicator/number_comments.py",  # comments, for those who have signed in
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with confidential_programme(tmp_path_factory.mktemp("closed"), SmallNumbers(LEAST)) as world:
        yield world


@pytest.fixture(scope="module")
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


@pytest.fixture(scope="module")
def nobody(server: Flask) -> FlaskClient:
    return server.test_client()


def test_every_block_of_every_page_keeps_what_is_small(
    application: Dash, nobody: FlaskClient
) -> None:
    leaks, blocks = {}, 0
    for body in callbacks_of(application, "khabarovsk-2014-2020"):
        first = body["output"].strip(".").partition("-")[0]
        for page in PAGES.get(first, []) if is_ours(application, body) else []:
            inputs = [at(page, each) for each in body["inputs"]]
            answer = nobody.post(CALLBACK, json={**body, "inputs": inputs})
            assert answer.status_code in (200, 204), (body["output"], page, answer.text)
            if secrets := secrets_in(answer.data):
                leaks[body["output"], page] = secrets
            blocks += 1
    assert leaks == {}
    assert blocks > 100


def at(page: str, part: dict[str, Any]) -> dict[str, Any]:
    """The input of a callback on a page."""
    return {**part, "value": page} if part["property"] == "data" else part


def test_every_page_and_address_keeps_what_is_small(nobody: FlaskClient) -> None:
    pages = [page for pages in PAGES.values() for page in pages]
    leaks, answered = {}, []
    for address in (
        *pages,
        *(f"{page}{'&' if '?' in page else '?'}view=text" for page in pages),
        *ADDRESSES,
    ):
        answer = nobody.get(address)
        assert answer.status_code < 500, address
        answered += [address] if answer.status_code == 200 else []
        if secrets := secrets_in(answer.data):
            leaks[address] = secrets
    assert leaks == {}
    assert len(answered) > len(pages)


def test_whatever_is_served_keeps_what_is_small(application: Dash, nobody: FlaskClient) -> None:
    code = "khabarovsk-2014-2020"
    seeds = Seeds(code, 1, DECK, 1, "x", "x", run=1, organisation=1, record="visits-north-0")
    walker = Walker(nobody, seeds, code)
    leaks: dict[object, list[str]] = {}
    for rule, method in requests_of(application):
        if method == "GET" and rule.rule not in ("/logout", "/login/oidc"):
            answer = walker.ask(rule, method)
            assert answer.status_code < 500, rule.rule
            if secrets := secrets_in(answer.data):
                leaks[rule.rule] = secrets
    assert leaks == {}


@pytest.mark.parametrize("form", some(["html", "xlsx", "pptx", "zip"], "xlsx", "zip"))
def test_every_file_keeps_what_is_small(
    server: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(browser, "NAMES", ("no-such-browser",))
    pages = [] if form == "zip" and not DEEP else ORDERED
    orders = [Order(form, deck=DECK), *(Order(form, page=page) for page in pages)]
    for number, order in enumerate(orders):
        path = tmp_path / f"{number}.{form}"
        with server.test_request_context("/", headers={"X-Lang": "ru"}):
            exports.write(reported(order, silently), form, path)
        assert secrets_in(path.read_bytes()) == [], order


def test_a_file_of_a_snapshot_is_verified_by_what_readers_saw(
    world: SampleProgramme, server: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "NAMES", ("no-such-browser",))
    with world.database.read() as session:
        (facts,) = snapshots(session)
    meeting = Deck("frozen", world.code, "A meeting", (), snapshot=facts.id)
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        exports.write(report(meeting), "zip", tmp_path / "frozen.zip")
    with ZipFile(tmp_path / "frozen.zip") as archive:
        of_file = read_file_checksum(json.loads(archive.read(CLAIM)))
        assert not [name for name in archive.namelist()
                    if facts.checksum.encode() in archive.read(name)]  # fmt: skip
    assert (of_file.revision, of_file.readers_at) == (facts.revision, world.database.newest())
    with world.database.read() as session:
        assert matches(session, of_file)


def test_only_who_sees_all_sees_the_checksum_of_all(world: SampleProgramme, server: Flask) -> None:
    with world.database.read() as session:
        (facts,) = snapshots(session)
    pages = {
        name: signed_in(server, name).get("/council").text for name in ("anna", "boris", "vera")
    }
    assert {name for name, page in pages.items() if facts.checksum in page} == {"anna", "boris"}
    assert "only those who keep the data see them" in pages["vera"]


def test_who_keeps_the_records_sees_them(server: Flask) -> None:
    """Whoever stewards all programmes, or this one alone; not whoever only reads."""
    for address in ("/organisation/1", "/register", f"/calendar?year={YEAR}&view=list", "/grants",
                    "/resource-centre", "/search?search=Засекр", "/proofs", "/proofs/1",
                    "/indicator/visits_amount?period=2015"):  # fmt: skip
        answers = {name: signed_in(server, name).get(address) for name in ("anna", "boris", "vera")}
        assert secrets_in(answers["vera"].data) == [], address
        for name in ("anna", "boris"):
            assert answers[name].status_code == 200, (name, address)
            assert CLOSED not in answers[name].text, (name, address)


def test_a_reader_is_told_why_and_what_to_do(nobody: FlaskClient) -> None:
    for address in ("/register", "/grants", "/resource-centre", "/organisation/1"):
        answer = nobody.get(f"{address}?view=text")
        assert answer.status_code == 200, address
        assert CLOSED in answer.text, address
    assert "Здесь нет" in nobody.get(f"/calendar?year={YEAR}&view=text").text


def test_whatever_readers_read_says_for_whom() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "dashboard").rglob("*.py")
        if re.search(r"(database\(\)|database|source)\.read\(", path.read_text(encoding="utf-8"))
    }
    assert set(filter(SHOWING.match, readers)) == BESIDE
