"""What records are called where people read them."""

import datetime

import pytest

from dashboard.text.record_labels import number
from indicators.answers.facts import Facts, programme_facts
from indicators.drill_down.pages import RecordRow
from tests.sample_programme import SampleProgramme


@pytest.fixture
def facts(server, sqlite_url) -> Facts:
    with SampleProgramme(sqlite_url) as world:
        with world.revision():
            world.part("centre")
        with world.database.read() as session:
            return programme_facts(session, world.code)


def row(measure: str, number: str, **values: object) -> RecordRow:
    return RecordRow(
        measure=measure, id=1, number=number, date=datetime.date(2016, 1, 1), precision="year",
        districts=(), organisation=None, illustrative=False, source=None, note=None,
        role="counted", values=values,
    )  # fmt: skip


def test_a_row_of_the_budget_is_called_by_part_year_and_source(server, facts) -> None:
    name = facts.parts[0].names["en"]
    with server.test_request_context("/?lang=en"):
        budget = row("budgets", "centre|2016|total", part="centre", funding="total")
        assert number(facts, budget) == f"{name} · 2016 · Total"
        own = row("budgets", "|2016|city", part=None, funding="city")
        assert number(facts, own).startswith("2016 · ")
        assert "|" not in number(facts, own)


def test_a_record_with_a_number_keeps_it(server, facts) -> None:
    with server.test_request_context("/?lang=en"):
        assert number(facts, row("consultations", "К-1|2")) == "К-1|2"
