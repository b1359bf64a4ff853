"""The document says what the addresses do."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.api.addresses import ADDRESSES
from dashboard.api.openapi import document
from indicators.answers.question import from_words

QUERIES = {
    "programmes": "",
    "values": "?programme=town",
    "records": "?programme=town&indicator=visits",
    "targets": "?programme=town",
    "deviations": "?programme=town",
    "definitions": "?programme=town",
    "evaluation": "?programme=town&year=2014",
    "findings": "?programme=town&year=2015",
    "ranking": "?programme=town&year=2015",
    "peers": "?programme=town&indicator=visits&year=2015",
    "changes": "?programme=town&since=1",
    "decisions": "?programme=town",
    "notes": "?programme=town",
}


def references(part: Any) -> Iterator[str]:
    """Every ``$ref`` in a document."""
    if isinstance(part, dict):
        yield from [part["$ref"]] if "$ref" in part else []
        part = list(part.values())
    for inner in part if isinstance(part, list) else []:
        yield from references(inner)


def test_the_document_is_openapi_3_1(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json").get_json()
    assert answer == document()
    assert re.fullmatch(r"3\.1\.\d", answer["openapi"])
    assert {"title", "version"} <= answer["info"].keys()
    assert list(answer["paths"]) == [
        *sorted(f"/{name}" for name in (*QUERIES, "proofs", "register")),
        "/imports",
    ]
    names = [each["operationId"] for path in answer["paths"].values() for each in path.values()]
    assert len(set(names)) == len(names)


def test_every_reference_leads_somewhere() -> None:
    whole = document()
    for reference in references(whole):
        place = whole
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
        assert place


def test_every_operation_is_complete() -> None:
    for operation in (each for path in document()["paths"].values() for each in path.values()):
        assert {"operationId", "summary", "parameters", "responses"} <= operation.keys()
        assert all(
            {"name", "in", "schema", "description"} <= each.keys()
            for each in operation["parameters"]
        )
        assert all(
            "description" in each or "$ref" in each for each in operation["responses"].values()
        )


@pytest.mark.parametrize("name", QUERIES)
def test_rows_fit_their_schema(client: FlaskClient, name: str) -> None:
    schema = next(address.row for address in ADDRESSES if address.name == name)
    rows = client.get(f"/api/v1/{name}{QUERIES[name]}").get_json()["rows"]
    assert rows
    for row in rows:
        assert set(schema["required"]) <= row.keys()
        for field, value in row.items():
            assert fits(value, schema["properties"].get(field, {})), (field, value)


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """The little of JSON Schema that our schemas use."""
    types = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "null": type(None),
    }
    types |= {"array": list, "object": dict}
    named = schema.get("type", [])
    listed = [named] if isinstance(named, str) else named
    right = not listed or any(isinstance(value, types[name]) for name in listed)  # type: ignore[arg-type]
    return right and ("enum" not in schema or value in schema["enum"])


def test_the_values_address_takes_every_word_of_a_question() -> None:
    parameters = next(address.parameters for address in ADDRESSES if address.name == "values")
    names = {parameter.name for parameter in parameters} - {"format", "lang"}
    assert (
        from_words(dict.fromkeys(names - {"years", "period", "by", "on", "plan"}, "1")) is not None
    )
