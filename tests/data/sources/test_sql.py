"""Rows of another database are loaded as a file of them would be, and nothing is written into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from data.imports.limits import ImportLimits
from data.refusals import Refusal, messages
from data.sources.sql import read_query, write_rows

ROWS = """\
CREATE TABLE visit (id TEXT, day DATE, place TEXT, topic TEXT, people INTEGER, fee NUMERIC(12, 2), paid BOOLEAN);
INSERT INTO visit VALUES ('v1', '2014-03-05', 'north', 'consulting', 3, 10.50, true);
INSERT INTO visit VALUES ('v2', '2014-04-06', 'south', 'consulting', 4, NULL, false);
INSERT INTO visit VALUES ('v3', '2014-04-07', 'south', 'copying', NULL, 0, NULL)"""
ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0"
)
OURS = """\
-- the visits of the other office: only those that count
SELECT id AS number, day AS date, place AS district, topic AS request, people FROM visit
WHERE topic = 'consulting' ORDER BY id;
"""


@pytest.fixture
def theirs(database_url: str) -> Iterator[str]:
    """Another office's database."""
    engine = create_engine(database_url)
    with engine.begin() as connection:
        for statement in ROWS.split(";\n"):
            connection.execute(text(statement))
    yield database_url
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT COUNT(*) FROM visit")) == 3
        connection.execute(text("DROP TABLE visit"))
    engine.dispose()


def answer(url: str, folder: Path, query: str, **limits: int) -> list[str]:
    (folder / "visits.sql").write_text(query, encoding="utf-8")
    target = write_rows(read_query(url, folder / "visits.sql"), folder, ImportLimits(**limits))
    assert target.name == "visits.sql.csv"
    return target.read_text(encoding="utf-8").splitlines()


def test_each_value_is_what_people_would_type(theirs: str, tmp_path: Path) -> None:
    query = "SELECT id, day, people, fee FROM visit ORDER BY id"
    assert answer(theirs, tmp_path, query) == [
        "id,day,people,fee", "v1,2014-03-05,3,10.50".replace(".50", ".5" if "sqlite" in theirs else ".50"),
        "v2,2014-04-06,4,", "v3,2014-04-07,,0".replace(",0", ",0" if "sqlite" in theirs else ",0.00")
    ]  # fmt: skip


def test_a_colon_and_a_percent_sign_are_no_parameters(theirs: str, tmp_path: Path) -> None:
    query = (
        "SELECT id || ':to' AS number FROM visit WHERE id LIKE 'v%' AND CAST(people AS INTEGER) = 3"
    )
    assert answer(theirs, tmp_path, query) == ["number", "v1:to"]


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("DELETE FROM visit", "sql_no_question"),
        ("-- SELECT\nDROP TABLE visit", "sql_no_question"),
        ("", "sql_no_question"),
        ("SELECT 1; DELETE FROM visit", "sql_refused"),
        ("SELECT nothing FROM visit", "sql_refused"),
        ("SELECT id, day AS id FROM visit", "sql_column_doubled"),
        (ENDLESS, "sql_time_over"),
        ("SELECT a.id AS number FROM visit a, visit b, visit c", "sql_rows_many"),
        ("SELECT 1 " + " " * 100_000, "sql_query_long"),
    ],
)
def test_what_writes_never_ends_or_is_too_much_is_refused(
    theirs: str, tmp_path: Path, query: str, rule: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        answer(theirs, tmp_path, query, seconds=1, rows=20)
    (problem,) = refusal.value.problems
    assert problem.rule == rule
    assert "visits.sql" in problem.text("ru")


def test_a_question_that_writes_by_a_side_way_writes_nothing(
    postgresql_url: str, tmp_path: Path
) -> None:
    engine = create_engine(postgresql_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE SEQUENCE tickets"))
    with pytest.raises(Refusal, match="read-only transaction"):
        answer(postgresql_url, tmp_path, "SELECT nextval('tickets') AS number")
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "rule"),
    [("visits", "sql_url_wrong"), ("strange://host/visits", "sql_no_driver"),
     ("postgresql+psycopg://reader:hidden@127.0.0.1:1/visits", "sql_refused")],
)  # fmt: skip
def test_an_address_is_refused_without_its_password(tmp_path: Path, url: str, rule: str) -> None:
    with pytest.raises(Refusal) as refusal:
        answer(url, tmp_path, "SELECT 1")
    assert refusal.value.problems[0].rule == rule
    assert "hidden" not in refusal.value.text("en") + refusal.value.text("ru")
    assert rule in messages()
