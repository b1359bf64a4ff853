"""The protocol's own client against our server: the tools, the API's very numbers, refusals in words."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import anyio
import pytest
import uvicorn
from flask import Flask
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from dashboard.accounts import policy
from dashboard.model_context.answers import ModelReader
from dashboard.model_context.serving import PATH, protocol_server, web_application
from dashboard.model_context.tool import TOOLS
from data.passports import DEFAULT_PROGRAMME
from tests.depth import DEEP
from tests.local import free_port
from tests.sample_programme import SampleProgramme

SITE = "https://itog.example"
OF_PROGRAMME = {"programme": DEFAULT_PROGRAMME}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('models') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, illustrative=True) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.define(
                "share", kind="ratio", scale=100,
                numerator={"kind": "count", "measure": "consultations", "filter": {"topic": ["law"]}},
                denominator={"kind": "count", "measure": "consultations"},
            )  # fmt: skip
            for topic in ("law", "money", "money"):
                world.record("consultations", "2014-03-05", "north", topic=topic)
            world.cover("consultations", "2014..2015")
            world.target("visits", "2014", 4)
            world.target("share", "2014", 90)
        world.record("consultations", "2014-05-05", "south")
        yield world


@pytest.fixture(scope="module")
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


def with_client(target: Any, act: Callable[[Client], Any]) -> Any:
    """What an act of a client of the protocol gives."""

    async def run() -> Any:
        async with Client(target) as client:
            return await act(client)

    # a browser of other tests keeps a loop in this thread
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(anyio.run, run).result()


def call(server: Flask, name: str, **arguments: Any) -> tuple[bool, str]:
    """Whether a tool refuses, and what it says."""
    target = protocol_server(ModelReader(server, SITE))
    result = with_client(target, lambda client: client.call_tool(name, arguments))
    return result.is_error, result.content[0].text


def answer(server: Flask, name: str, **arguments: Any) -> dict[str, Any]:
    is_refusal, text = call(server, name, **arguments)
    assert not is_refusal, text
    document: dict[str, Any] = json.loads(text)
    return document


def test_the_tools_are_listed_as_reading_alone(server: Flask) -> None:
    target = protocol_server(ModelReader(server))
    listed = with_client(target, lambda client: client.list_tools()).tools
    assert [tool.name for tool in listed] == list(TOOLS)
    assert {"values", "records", "findings", "changes", "definitions"} <= set(TOOLS)
    for tool in listed:
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False
    (values,) = (tool for tool in listed if tool.name == "values")
    assert values.input_schema["required"] == ["programme"]


def test_numbers_are_the_very_digits_of_the_api(server: Flask) -> None:
    arguments = {**OF_PROGRAMME, "indicator": ["share"], "years": "2014", "as_of": 2}
    _is_refusal, text = call(server, "values", **arguments)
    query = f"programme={DEFAULT_PROGRAMME}&indicator=share&years=2014&as_of=2"
    own = server.test_client().get(f"/api/v1/values?{query}").text
    # a third, whose digits no number of the machine holds
    assert '"value":33.33333333333333333333333333' in own
    assert text.startswith(own.removesuffix("}"))


def test_an_answer_names_revision_version_marks_and_a_page_that_is_there(
    server: Flask, world: SampleProgramme
) -> None:
    document = answer(server, "values", **OF_PROGRAMME, indicator=["visits"], years="2014")
    (row,) = document["rows"]
    assert (document["revision"], row["value"], row["plan"]) == (world.database.newest(), 4, 4)
    assert row["definition_version"] == 1
    path = document["page"].removeprefix(SITE)
    assert path == f"/indicator/visits?programme={DEFAULT_PROGRAMME}&years=2014"
    assert server.test_client().get(path).status_code == 200


def test_records_and_findings_come_with_their_numbers(server: Flask) -> None:
    question = {**OF_PROGRAMME, "indicator": "visits", "period": "2014-Q1", "district": "north"}
    records = answer(server, "records", **question)
    (number,) = records["numbers"]
    assert number["records"] == len(records["rows"]) == records["total"] == 3
    assert (number["period"], number["district"]) == ("2014-Q1", "north")
    findings = answer(server, "findings", **OF_PROGRAMME, year=2014, lang="en")
    named = {row["indicator"] for row in findings["rows"]} - {None}
    assert {row["indicator"] for row in findings["numbers"]} == named
    assert all(row["definition_version"] == 1 for row in findings["numbers"])


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("programmes", {}),
        ("definitions", OF_PROGRAMME),
        ("changes", {**OF_PROGRAMME, "since": "2"}),
        ("values", {**OF_PROGRAMME, "by": ["district", "year"], "within_year": True}),
        ("findings", {**OF_PROGRAMME, "year": 2014}),
        ("records", {**OF_PROGRAMME, "indicator": "visits"}),
    ],
)
def test_every_tool_leads_to_a_page(server: Flask, name: str, arguments: dict[str, Any]) -> None:
    document = answer(server, name, **arguments)
    assert document["revision"]
    assert server.test_client().get(document["page"].removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("values", {"programme": "nowhere"}, "nowhere"),
        ("values", {}, "programme"),
        ("values", {**OF_PROGRAMME, "color": "red"}, "color"),
        ("records", {**OF_PROGRAMME, "indicator": "visits", "period": "soon"}, "soon"),
        ("delete", {}, "values"),
    ],
)
def test_a_refusal_is_an_error_in_words(
    server: Flask, name: str, arguments: dict[str, Any], words: str
) -> None:
    is_refusal, text = call(server, name, **arguments, lang="en")
    assert is_refusal
    assert words in text
    assert text.endswith((".", "?"))


def test_where_reading_asks_for_a_sign_in_nobody_is_answered(server: Flask) -> None:
    server.extensions[policy.EXTENSION] = policy.Policy(reading_signed=True)
    try:
        is_refusal, text = call(server, "programmes", lang="en")
    finally:
        server.extensions[policy.EXTENSION] = policy.OPEN
    assert is_refusal
    assert "visits" not in text


def test_over_http_it_answers_the_same(server: Flask) -> None:
    port = free_port()
    program = web_application(ModelReader(server, SITE), "127.0.0.1")
    web = uvicorn.Server(uvicorn.Config(program, port=port, log_level="warning"))
    thread = threading.Thread(target=partial(web.run))
    thread.start()
    try:
        while not web.started:
            thread.join(0.05)
        act = partial(Client.call_tool, name="programmes", arguments={})
        result = with_client(f"http://127.0.0.1:{port}{PATH}", act)
    finally:
        web.should_exit = True
        thread.join()
    assert json.loads(result.content[0].text) == answer(server, "programmes")


@pytest.mark.skipif(not DEEP, reason="a process of its own takes long; `make test-deep` starts it")
def test_over_standard_input_it_answers_the_same(world: SampleProgramme, server: Flask) -> None:
    url = world.database.engine.url.render_as_string(hide_password=False)
    started = StdioServerParameters(
        command=sys.executable, args=["app.py", "mcp"], env={"ITOG_DATABASE_URL": url}
    )
    act = partial(Client.call_tool, name="programmes", arguments={})
    result = with_client(stdio_client(started), act)
    own = answer(server, "programmes")
    assert json.loads(result.content[0].text) == {**own, "page": "/programmes"}


def test_one_page_says_what_there_is_for_programs(server: Flask) -> None:
    response = server.test_client().get("/llms.txt")
    assert response.mimetype == "text/markdown"
    assert f"`{DEFAULT_PROGRAMME}`, 2014–2016; illustrative data" in response.text
    for name in TOOLS:
        assert f"`{name}`" in response.text
    tag = response.headers["ETag"]
    again = server.test_client().get("/llms.txt", headers={"If-None-Match": tag})
    assert again.status_code == 304
