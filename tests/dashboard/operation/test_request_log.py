"""A line for each request that names it and tells nothing of who came."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.http import guards
from dashboard.operation import log_settings
from data.refusals import Refusal


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What the log has by now, each line read as JSON."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(log_settings.line_formatter())
    root, requests = logging.getLogger(), logging.getLogger("itog.requests")
    level = requests.level
    root.addHandler(handler)
    requests.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    requests.setLevel(level)
    root.removeHandler(handler)


def test_each_request_has_a_line_with_the_identity_that_its_answer_has(lines, client) -> None:
    with client.get("/?name=Anna", headers={"User-Agent": "Annas browser"}) as answer:
        identity = answer.headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{16}", identity), "a server refuses to send what is no number"
    (line,) = lines()
    assert line["ms"] > 0
    assert line["at"].endswith("Z")
    assert {name: line[name] for name in ("request", "method", "route", "status", "level")} == {
        "request": identity,
        "method": "GET",
        "route": "/",
        "status": 200,
        "level": "info",
    }
    assert "Anna" not in json.dumps(line)


def test_a_fault_of_ours_is_told_with_the_number_under_which_the_log_has_it(
    lines, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.application.config["PROPAGATE_EXCEPTIONS"] = False

    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(client.application.view_functions, "icon", broken)
    with client.get("/favicon.ico?lang=en") as answer:
        page = answer.text
    client.application.config["PROPAGATE_EXCEPTIONS"] = None
    assert answer.status_code == 500
    trace, line = lines()
    assert trace["request"] == line["request"] == answer.headers["X-Request-ID"]
    assert trace["request"] in page
    assert "ZeroDivisionError" in trace["exception"]


def test_a_proxy_is_believed_only_where_the_operator_has_named_it(client, monkeypatch) -> None:
    named = {"X-Request-ID": "from-the-proxy"}
    with client.get("/healthz", headers=named) as answer:
        assert answer.headers["X-Request-ID"] != "from-the-proxy"
    monkeypatch.setitem(client.application.config, guards.TRUSTED, 1)
    with client.get("/healthz", headers=named) as answer:
        assert answer.headers["X-Request-ID"] == "from-the-proxy"
    for hostile in ("short", "x" * 65, "a b c d e f g", 'quote"quote"'):
        with client.get("/healthz", headers={"X-Request-ID": hostile}) as answer:
            assert answer.headers["X-Request-ID"] != hostile


def test_a_form_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refusal, match="ITOG_LOG"):
        log_settings.log_form("loud")
