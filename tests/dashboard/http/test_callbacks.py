"""What a callback may be sent: each one of the application, with values of every wrong kind,
answers 400 in words.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.http.callbacks import FORMS, LARGEST
from dashboard.http.dash_internals import CALLBACKS
from data.passports import DEFAULT_PROGRAMME
from tests.dashboard.walk import callbacks_of, is_ours

WRONG: tuple[Any, ...] = (
    None,
    True,
    7,
    1.5,
    -1,
    [],
    ["/"],
    {},
    {"/": "/"},
    [[["/"]]],
    {"a": {"b": []}},
)
ODD = (
    "",
    "about",
    "//[",
    "http://[",
    "/\\",
    "/%",
    "?",
    "#",
    "/" + "a" * 3000,
    "/?years=" + "9" * 5000,
    "/../..",
    "/?=&=",
)
PARTS = ("outputs", "inputs", "state", "changedPropIds")
Body = dict[str, Any]


@pytest.fixture(scope="session")
def bodies(application: Dash) -> list[Body]:
    """A request that each callback of the server answers."""
    requests = [
        body for body in callbacks_of(application, DEFAULT_PROGRAMME) if is_ours(application, body)
    ]
    assert len(requests) > 20
    return requests


def malformed(body: Body) -> Iterator[Body]:
    """The same request with one thing of another kind, missing, doubled, or at another place."""
    for part in PARTS:
        yield from (
            {**body, part: wrong}
            for wrong in WRONG
            if wrong != body[part] and (part, wrong) not in HARMLESS
        )
    for part in ("inputs", "state"):
        yield {**body, part: [*body[part], {"id": "asked", "property": "data", "value": "/"}]}
        for place, value in enumerate(body[part]):
            yield from ({**body, part: _with(body[part], place, other)} for other in _spoilt(value))
    yield {name: value for name, value in body.items() if name != "outputs"}
    yield {name: value for name, value in body.items() if name != "inputs"}
    several = body["outputs"] if isinstance(body["outputs"], list) else [body["outputs"]]
    yield {**body, "outputs": [*several, several[0]]}
    yield {**body, "outputs": [{"id": "elsewhere", "property": "children"}]}


HARMLESS = [("changedPropIds", []), ("changedPropIds", ["/"]), ("state", [])]
"""What says nothing, and is nothing where nothing is asked for."""


def _spoilt(value: Body) -> Iterator[Any]:
    yield from WRONG
    yield from ({**value, "value": wrong} for wrong in WRONG)
    yield from (
        {**value, name: wrong} for name in ("id", "property") for wrong in (*WRONG, "elsewhere")
    )
    yield from (
        {name: inner for name, inner in value.items() if name != missing} for missing in value
    )


def _with(values: list[Any], place: int, other: Any) -> list[Any]:
    changed = deepcopy(values)
    changed[place] = other
    return changed


def test_every_callback_refuses_whatever_is_not_of_its_kind(
    client: FlaskClient, bodies: list[Body]
) -> None:
    count = 0
    for body in bodies:
        for wrong in malformed(body):
            answer = client.post(CALLBACKS, json=wrong)
            assert answer.status_code == 400, (wrong, answer.text)
            count += 1
    assert count > 2_000


def test_no_callback_breaks_on_an_odd_text(client: FlaskClient, bodies: list[Body]) -> None:
    for body in bodies:
        for odd in ODD:
            inputs = [{**each, "value": odd} for each in body["inputs"]]
            answer = client.post(CALLBACKS, json={**body, "inputs": inputs})
            assert answer.status_code in (200, 400), (odd, body["output"], answer.text)


def test_every_callback_declares_what_the_guard_knows(application: Dash) -> None:
    for output, known in application.callback_map.items():
        if "callback" in known:
            for each in (*known["inputs"], *known["state"]):
                assert each["property"] in FORMS, output
                assert not each["id"].startswith("{"), (
                    "a pattern of identities needs a rule of its own"
                )


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "Откройте страницу заново"), ("en", "Open the page anew")]
)
@pytest.mark.parametrize(
    "body", [{"output": "nothing.children"}, {"output": "overview-tally.children", "inputs": 7}]
)
def test_a_call_is_refused_in_words(
    client: FlaskClient, body: Body, language: str, words: str
) -> None:
    answer = client.post(CALLBACKS, json=body, headers={"X-Lang": language})
    assert answer.status_code == 400
    assert words in answer.text


@pytest.mark.parametrize("output", [7, None, [], {}, "", "..", "....", "x", "." * 5000])
def test_an_output_of_another_kind_is_unknown(client: FlaskClient, output: Any) -> None:
    assert (
        client.post(CALLBACKS, json={"output": output, "outputs": [], "inputs": []}).status_code
        == 400
    )


def test_a_call_is_refused_by_its_length_before_it_is_parsed(client: FlaskClient) -> None:
    body = json.dumps({"output": "x" * LARGEST})
    answer = client.post(
        CALLBACKS, data=body, content_type="application/json", headers={"X-Lang": "en"}
    )
    assert answer.status_code == 413
    assert "More than 64 KB were sent" in answer.text
