"""The records of one part of a split number are as many as the part says."""

import pytest

from data.refusals import NotFound
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.drill_down.records import records
from tests.sample_programme import SampleProgramme


def test_each_part_lists_its_own_records(database_url):
    with SampleProgramme(database_url) as world:
        world.define("visits", kind="count", measure="consultations")
        for topic in ("law", "law", "finance", None):
            world.record("consultations", "2014-03-05", "north", topic=topic)
        question = Question(
            programme=world.code, indicators=("visits",), years=(2014, 2014), split="topic"
        )
        with world.database.read() as session:
            parts = {row.split: row.records for row in answers(session, question)}
            listed = {
                part: records(session, question.but(split_value=part), "2014").total
                for part in parts
            }
    assert parts == listed == {"law": 2, "finance": 1, "none": 1}


def test_reported_parts_are_read_on_every_database(database_url):
    with SampleProgramme(database_url) as world:
        world.define("said", kind="observed", combine={"places": "sum", "periods": "sum"})
        for by, value in (("Страна рождения=Чили", 2), ("Страна рождения=Перу", 5), ("", 8)):
            world.observe("said", "2014", value, by=by)
        question = Question(
            programme=world.code, indicators=("said",), years=(2014, 2014), split="СТРАНА рождения"
        )
        with world.database.read() as session:
            parts = {row.split: row.value for row in answers(session, question)}
    assert parts == {"Перу": 5, "Чили": 2, None: 8}


def test_unknown_value_is_refused(database_url):
    with SampleProgramme(database_url) as world:
        world.define("visits", kind="count", measure="consultations")
        question = Question(
            programme=world.code, indicators=("visits",), split="topic", split_value="nothing"
        )
        with world.database.read() as session, pytest.raises(NotFound, match="nothing"):
            records(session, question, "2014")
