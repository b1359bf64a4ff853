"""A question that takes too long is stopped with a sentence; changes are not limited."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from dashboard.operation.time_limit import seconds
from data.database import time_limit
from data.database.database import Database
from data.refusals import Refusal

ENDLESS = """
    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted) SELECT max(n) FROM counted
"""


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.dispose()


def test_an_endless_question_is_stopped_and_the_next_is_answered(database: Database) -> None:
    limit = time_limit.begin(0.2)
    with pytest.raises(Refusal) as refused, database.read() as session:
        session.execute(text(ENDLESS))
    time_limit.end(limit)
    assert refused.value.problems[0].rule == "database_too_slow"
    with database.read() as session:
        assert session.scalar(text("SELECT 1")) == 1


def test_a_request_that_reads_is_limited_until_it_is_answered(server) -> None:
    limited = []

    def look() -> str:
        limited.append(time_limit.remaining() is not None)
        return ""

    server.view_functions["icon"], kept = look, server.view_functions["icon"]
    server.test_client().get("/favicon.ico").close()
    server.view_functions["icon"] = kept
    assert limited == [True]
    assert time_limit.remaining() is None


@pytest.mark.parametrize("setting", ["0", "soon", "-5", "99999999999999999999", "٦٠"])
def test_what_is_no_number_of_seconds_is_refused(setting: str) -> None:
    with pytest.raises(Refusal, match="ITOG_ANSWER_SECONDS"):
        seconds(setting)
