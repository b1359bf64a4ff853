"""Run by ``tests/data/kinds/test_new_kind.py`` in a process where the toy kind has joined the others."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect

from data import imports
from data.audit.proving import seals
from data.database.upgrading import upgrade
from data.refusals import Refusal
from indicators.measures import measures
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme

ROWS = """number,date,districts,subject,teacher,learners,cost,remote,certified_on
К-1,2014-03-05,north;south,law,Иванова,12,1500.50,yes,2014-04-01
К-2,2014-06-01,south,finance,Петров,8,,,
"""


@pytest.fixture(scope="module")
def world(migrations: Path, tmp_path_factory: Any) -> Iterator[SampleProgramme]:
    folder = tmp_path_factory.mktemp("courses")
    with changeable(folder, upgrade) as world:
        world.define("courses", kind="count", measure="courses")
        world.define("learners", kind="sum", measure="courses", amount="learners")
        law = {"subject": ["law"], "remote": [True]}
        world.define("remote_law", kind="count", measure="courses", filter=law)
        file = folder / "courses.csv"
        file.write_text(ROWS, encoding="utf-8")
        imports.import_file(
            world.database, "courses", file, imports.ImportOptions(world.code, "2014")
        )
        yield world


@pytest.fixture
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


def values(anna: FlaskClient, world: SampleProgramme, indicator: str) -> dict[str | None, Any]:
    """The values of the year 2014: of the whole, under None, and by district."""
    rows = []
    for by in ("year", "district,year"):
        query = {"programme": world.code, "indicator": indicator, "years": "2014", "by": by}
        answer = anna.get("/api/v1/values", query_string=query)
        assert answer.status_code == 200, answer.text
        rows += answer.json["rows"]
    return {row["district"]: row["value"] for row in rows}


def test_the_migration_is_written_with_the_records_and_their_districts(world, migrations) -> None:
    newest = max((migrations / "versions").glob("r*_courses.py")).read_text(encoding="utf-8")
    assert re.findall(r"create_table\(\s*'(\w+)'", newest) == ["course", "course_district"]
    assert "drop" not in newest.split("def upgrade")[1].split("def downgrade")[0]
    tables = inspect(world.database.engine)
    columns = {column["name"] for column in tables.get_columns("course")}
    assert {
        "subject",
        "learners",
        "certified_on",
        "certified_year",
        "certified_precision",
    } <= columns
    assert {each["name"] for each in tables.get_columns("course_district")} == {
        "course_id",
        "district",
    }


def test_the_measure_is_what_the_kind_declares() -> None:
    courses = measures()["courses"]
    assert list(courses.amounts) == ["learners", "cost"]
    assert list(courses.attributes) == ["subject", "teacher", "remote"]
    assert courses.is_money("cost")
    assert courses.columns == (
        "subject", "teacher", "learners", "cost", "remote", "certified_on",
    )  # fmt: skip


def test_its_records_are_counted_edited_audited_and_sealed(world, server, tmp_path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(ROWS.replace("2014-04-01", "2013-04-01"), encoding="utf-8")
    with pytest.raises(Refusal) as refusal:
        imports.import_file(
            world.database, "courses", wrong, imports.ImportOptions(world.code, "2014")
        )
    assert [problem.column for problem in refusal.value.problems] == ["certified_on"]

    anna = signed_in(server, "anna")
    assert values(anna, world, "courses") == {None: 2, "north": 1, "south": 2}
    assert values(anna, world, "learners")[None] == 20
    assert values(anna, world, "remote_law")[None] == 1
    page = unescape(anna.get("/steward/records/courses/К-1").text)
    for label in ("Course number", "Districts", "Subject", "Teacher", "Cost, roubles", "Remote"):
        assert label in page
    assert "Law" in page
    began = re.search(r'name="began" value="(\d+)"', page)[1]
    fields = {
        "f-number": "К-1", "f-date": "2014-03-05", "f-districts": "north", "f-subject": "law",
        "f-learners": "15", "f-remote": "yes", "began": began, "reason": "counted again",
    }  # fmt: skip
    edited = anna.post("/steward/records/courses/К-1", data=fields)
    assert edited.status_code == 303, edited.text
    receipt = re.sub(r"\s+", " ", unescape(anna.get(edited.location).text))
    for words in ("Courses", "Learners", "Teacher", "Иванова", "Cost, roubles", "counted again"):
        assert words in receipt
    assert "certified_" not in receipt
    kinds = re.findall(r'<option value="(\w+)"', anna.get("/steward/records").text)
    assert (
        kinds.index("courses") == kinds.index("legal_acts") + 1 == kinds.index("organisations") - 1
    )
    assert values(anna, world, "courses") == {None: 2, "north": 1, "south": 1}
    assert values(anna, world, "learners")[None] == 23
    with world.database.read() as session:
        assert seals(session).broken == []
