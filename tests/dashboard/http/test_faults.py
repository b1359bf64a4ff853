"""An error that nobody foresaw costs the block in which it happens, and nobody takes the page for whole."""

from typing import NoReturn

import pytest
from flask.testing import FlaskClient

from dashboard.http.dash_internals import CALLBACKS
from dashboard.http.identity import HEADER
from dashboard.sections import tally
from tests.dashboard.http.test_guards import OVERVIEW

WORDS = "This part of the page could not be made"
NEVER_DRAWN = "/?lang=en&years=2014..2014&compare=2014"
"""An address that no other test opens: what has been drawn once is not drawn again."""


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """One block of the overview fails, whoever asks for it."""

    def fail(_page_request: object) -> NoReturn:
        raise ZeroDivisionError("a secret of ours")

    monkeypatch.setattr(tally, "Overview", fail)


@pytest.mark.usefixtures("fault")
def test_a_block_that_fails_leaves_the_page_and_a_number_for_the_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get(NEVER_DRAWN)
    # not 200: a watcher, a search engine or a copy must not take it for whole
    assert answer.status_code == 500
    assert answer.text.count(WORDS) == 1
    assert "secret" not in answer.text
    # another block stands
    assert "overview-cards" in answer.text
    (record,) = [record for record in caplog.records if record.exc_info]
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError
    assert answer.headers[HEADER] in record.getMessage()
    assert answer.headers[HEADER] in answer.text


@pytest.mark.usefixtures("fault")
def test_a_block_that_is_asked_for_by_itself_says_so_too(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    question = {**OVERVIEW["inputs"][0], "value": NEVER_DRAWN}  # type: ignore[index]
    body = {**OVERVIEW, "inputs": [question]}
    answer = client.post(CALLBACKS, json=body, headers={"X-Lang": "ru"})
    assert answer.status_code == 200
    block = str(answer.get_json())
    assert "Эту часть страницы построить не удалось" in block
    assert answer.headers[HEADER] in block
    assert answer.headers[HEADER] in caplog.text


def test_the_same_page_is_whole_when_the_error_is_mended(client: FlaskClient) -> None:
    answer = client.get(NEVER_DRAWN)
    assert answer.status_code == 200
    assert WORDS not in answer.text
