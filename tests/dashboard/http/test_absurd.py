"""Whatever is asked of the server, it answers in words: characters that no text has, numbers that
nothing has.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.http import callbacks
from data.accounts import accounts
from data.passports import DEFAULT_PROGRAMME
from tests import services
from tests.conftest import ENGINES
from tests.dashboard.stewarding_world import PHRASE, signed_in
from tests.sample_programme import SampleProgramme

HTML = {"Accept": "text/html"}
BEYOND = (2**31, 2**63, 10**25, "9" * 5000)
"""Numbers beyond what a table counts to, beyond what a driver takes, and beyond what Python reads.
"""


@contextmanager
def town(url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.record("consultations", "2014-03-05", "north")
            world.cover("consultations", "2014")
        with world.database.writing("test") as session:
            accounts.add(session, "ada", PHRASE, role="administrator")
        yield world


@pytest.fixture(scope="module", params=ENGINES)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, serving: Any
) -> Iterator[Flask]:
    """The same town on either database."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path_factory.mktemp('absurd') / 'itog.db'}"
        if request.param == "postgresql":
            url = stack.enter_context(
                services.fresh_database(request.getfixturevalue("postgresql_server"))
            )
        world = stack.enter_context(town(url))
        yield stack.enter_context(serving(world.database))


@pytest.fixture(scope="module")
def ada(server: Flask) -> FlaskClient:
    return signed_in(server, "ada")


def read(client: FlaskClient, address: str) -> TestResponse:
    """The answer to an address as a server passes it on: the test client mends a broken path."""
    path = unquote_to_bytes(address.partition("?")[0]).decode("latin-1")
    return client.get(
        address, headers={**HTML, "Accept-Language": "en"}, environ_overrides={"PATH_INFO": path}
    )


@pytest.mark.parametrize(
    "bytes_", ["%00", "%ff", "%ed%a0%80"], ids=["nul", "undecodable", "surrogate"]
)
@pytest.mark.parametrize(
    "address",
    [
        "/?programme={}",
        "/indicator/{}",
        "/present/{}",
        "/api/v1/values?programme={}",
        "/api/v1/records?programme=x&indicator={}",
        "/api/v1/{}",
        "/council/decks/{}",
        "/steward/audit?words={}",
        "/steward/definitions/{}/versions/1",
        "/steward/imports?programme={}",
        "/steward/nothing/{}?{}=1",
    ],
)
def test_an_address_that_is_no_text_is_refused_in_words(
    server: Flask, ada: FlaskClient, address: str, bytes_
) -> None:
    for client in (ada, server.test_client()):
        answer = read(client, address.replace("{}", bytes_))
        assert answer.status_code == 400
        assert "characters that no text has" in answer.text
        assert "\0" not in answer.text
        assert ("problem+json" in answer.mimetype) == address.startswith("/api/")


def test_it_is_refused_in_the_language_of_the_reader(server: Flask) -> None:
    assert (
        "которых нет ни в одном тексте" in server.test_client().get("/?programme=%00&lang=ru").text
    )


@pytest.mark.parametrize(
    "raw", [b"name=\xff", b"na\xffme=1", b"name=%FF", b"name=a%00", b"%00=a", b"name=%ED%A0%80"]
)
def test_a_form_that_is_no_text_is_refused(server: Flask, ada: FlaskClient, raw: bytes) -> None:
    form = "application/x-www-form-urlencoded"
    assert (
        server.test_client().post("/login", data=raw, content_type=form, headers=HTML).status_code
        == 400
    )
    for address in (
        "/steward/definitions/new",
        "/steward/targets",
        "/steward/users",
        "/council/decks",
    ):
        answer = ada.post(address, data=raw, content_type=form, headers=HTML)
        assert (answer.status_code, "characters that no text has" in answer.text) == (400, True), (
            address
        )


def test_a_query_in_bare_bytes_is_refused(server: Flask) -> None:
    with server.test_client() as client:
        answer = client.get("/", headers=HTML, environ_overrides={"QUERY_STRING": "programme=\xff"})
    assert answer.status_code == 400


def test_a_form_in_parts_is_refused(ada: FlaskClient) -> None:
    assert (
        ada.post(
            "/steward/users", data={"name": "a\0"}, content_type="multipart/form-data"
        ).status_code
        == 400
    )


@pytest.mark.parametrize(
    "hidden", ["/?programme=\0", "/?programme=%00", "\ud800", "?programme=%ff"]
)
def test_a_callback_that_is_no_text_is_refused(server: Flask, hidden: str) -> None:
    """Only what Dash's own callback takes, for a page."""
    client = server.test_client()
    outputs = [
        {"id": "_pages_content", "property": "children"},
        {"id": "_pages_store", "property": "data"},
    ]
    body = {
        "output": "..{}...".format(
            "...".join(f"{each['id']}.{each['property']}" for each in outputs)
        ).removesuffix("...")
        + "..",
        "outputs": outputs,
        "inputs": [{"id": "_pages_location", "property": "pathname", "value": hidden}],
    }
    assert client.post("/_dash-update-component", json=body).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * 60_000,
        b'{"a":' * 12_000,
        b"\xff",
        b"9" * 5000,
        b"null",
    ],
)
def test_a_callback_that_is_no_callback_is_refused(server: Flask, body: bytes) -> None:
    answer = server.test_client().post(
        "/_dash-update-component", data=body, content_type="application/json"
    )
    assert answer.status_code == (413 if len(body) > callbacks.LARGEST else 400)


def test_a_form_of_gigabytes_is_refused_by_its_announced_size(ada: FlaskClient) -> None:
    announced = {
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(2 << 30),
    }
    answer = ada.post("/steward/targets", headers=HTML, environ_overrides=announced)
    assert (answer.status_code, "More than 8 MB were sent" in answer.text) == (413, True)


@pytest.mark.parametrize("number", BEYOND, ids=["31 bits", "63 bits", "25 digits", "5000 digits"])
@pytest.mark.parametrize(
    "address",
    [
        "/steward/audit/{}",
        "/steward/imports/{}",
        "/steward/imports/{}/undo",
        "/steward/definitions/drafts/{}",
        "/steward/definitions/drafts/{}/effect",
        "/steward/definitions/visits/versions/{}",
        "/steward/organisations/{}/undo",
        "/steward/organisations/merge?organisation={}&into=1",
    ],
)
def test_nothing_has_so_large_a_number(ada: FlaskClient, address: str, number: Any) -> None:
    assert ada.get(address.format(number), headers=HTML).status_code == 404


@pytest.mark.parametrize("number", BEYOND, ids=["31 bits", "63 bits", "25 digits", "5000 digits"])
@pytest.mark.parametrize(
    "address",
    [
        "/steward/imports/{}/effect",
        "/steward/imports/{}/undo",
        "/steward/definitions/drafts/{}",
        "/steward/users/{}/role",
        "/steward/organisations/{}/undo",
        "/steward/years/{}/open",
    ],
)
def test_nothing_with_so_large_a_number_can_be_changed(
    ada: FlaskClient, address: str, number: Any
) -> None:
    assert (
        ada.post(
            address.format(number), data={"reason": "x", "role": "viewer"}, headers=HTML
        ).status_code
        == 404
    )


@pytest.mark.parametrize("number", BEYOND[:3], ids=["31 bits", "63 bits", "25 digits"])
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/records?programme={programme}&indicator=visits&offset={number}",
        "/api/v1/values?programme={programme}&as_of={number}",
        "/?as_of={number}",
        "/?as_of=s{number}",
        "/?page={number}",
        "/steward/completeness?year={number}",
    ],
)
def test_so_large_a_choice_is_refused(ada: FlaskClient, address: str, number: int) -> None:
    assert ada.get(address.format(programme=DEFAULT_PROGRAMME, number=number)).status_code in (
        400,
        404,
    )


@pytest.mark.parametrize("number", BEYOND[:3], ids=["31 bits", "63 bits", "25 digits"])
@pytest.mark.parametrize(
    "address", ["/steward/audit?page={}", "/steward/records?page={}", "/steward/targets?year={}"]
)
def test_a_page_so_far_is_empty_or_refused(ada: FlaskClient, address: str, number: int) -> None:
    assert ada.get(address.format(number), headers=HTML).status_code in (200, 400, 404)


@pytest.mark.parametrize("number", BEYOND, ids=["31 bits", "63 bits", "25 digits", "5000 digits"])
def test_a_form_with_so_large_a_number_is_refused(ada: FlaskClient, number: Any) -> None:
    cells = {f"c|visits||2014|{number}": "5", "reason": "x", "act": "a"}
    assert ada.post("/steward/targets", data=cells).status_code == 400
    merged = {"organisation": number, "into": "2", "reason": "x"}
    assert ada.post("/steward/organisations/merge", data=merged).status_code in (400, 404)
    assert ada.post(
        "/steward/records/consultations/n1", data={"began": number, "reason": "x"}
    ).status_code in (
        400,
        409,
    )


@pytest.mark.parametrize(
    "days", ["until=9999-12-31", "since=0001-01-01", "since=9999-12-31&until=0001-01-01"]
)
def test_the_trail_is_searched_from_the_first_day_to_the_last(ada: FlaskClient, days: str) -> None:
    assert ada.get(f"/steward/audit?{days}").status_code == 200
    assert ada.post(f"/steward/audit/csv?{days}").text.startswith("\ufeffKind")


def drafted(ada: FlaskClient, text: str) -> str:
    """The address of a draft of a new indicator with this text."""
    answer = ada.post(
        "/steward/definitions/new", data={"code": "newcomer", "name.ru": "x", "kind": "count"}
    )
    address: str = answer.location.partition("?")[0]
    assert ada.post(address, data={"tab": "yaml", "text": text, "version": 1}).status_code == 303
    return address


@pytest.mark.parametrize("sign", ["\\ud800", "\\0", "\\x08"], ids=["surrogate", "nul", "control"])
def test_a_draft_with_what_nobody_sees_is_opened_refused_at_its_field_and_mended(
    ada: FlaskClient, sign: str
) -> None:
    words = "unit: {ru: шт., en: pcs}\nkind: count\nmeasure: consultations\n"
    address = drafted(ada, f'code: newcomer\nname: {{ru: "Имя{sign}", en: "Name"}}\n{words}')
    for tab in ("form", "yaml"):
        page = ada.get(f"{address}?tab={tab}")
        assert (page.status_code, "(name.ru)” has control characters" in page.text) == (200, True)
    assert ada.get("/steward/definitions").status_code == 200
    assert ada.get(f"{address}/effect").status_code == 400
    assert ada.post(f"{address}/propose", data={"version": 2, "reason": "x"}).status_code == 400
    mended = {
        "tab": "yaml",
        "version": 2,
        "text": f'code: newcomer\nname: {{ru: "Имя", en: "Name"}}\n{words}',
    }
    assert ada.post(address, data=mended).status_code == 303
    assert ada.get(f"{address}/effect").status_code == 200


@pytest.mark.parametrize(
    "text", ["a: &a [*a]", f"a: {'[' * 9000}", "act: 2014-13-45", f"position: {'9' * 5000}"]
)
def test_a_draft_that_is_more_than_it_looks_is_opened_as_text(ada: FlaskClient, text: str) -> None:
    address = drafted(ada, text)
    page = ada.get(address)
    assert (page.status_code, 'name="text"' in page.text) == (200, True)
    assert ada.get(f"{address}/effect").status_code == 400


def test_a_code_without_end_is_refused_at_its_field_and_all_that_was_typed_is_kept(
    ada: FlaskClient,
) -> None:
    page = ada.post(
        "/steward/definitions/new", data={"code": "c" * 300, "name.ru": "Визиты", "kind": "sum"}
    )
    assert page.status_code == 400
    assert "longer than 100 characters" in page.text
    assert "c" * 300 in page.text
    assert 'value="Визиты"' in page.text
    assert '<option value="sum" selected>' in page.text
