"""A page of records goes on behind the last row of the one before: each record once, in one order."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from data.refusals import Refusal
from indicators.answers.question import Question
from indicators.drill_down.order import record_place
from indicators.drill_down.pages import RecordRow
from indicators.drill_down.records import records
from tests import template_databases
from tests.sample_programme import SampleProgramme

COUNT: dict[str, Any] = {"kind": "count", "measure": "consultations"}
DEFINED: dict[str, dict[str, Any]] = {
    "visits": COUNT,
    "ever": COUNT | {"accumulate": "to_date"},
    "an_event": {
        "kind": "ratio",
        "numerator": {"kind": "count", "measure": "consultations"},
        "denominator": {"kind": "count", "measure": "events"},
    },
    "lawful": {
        "kind": "ratio",
        "numerator": COUNT | {"filter": {"topic": ["law"]}},
        "denominator": COUNT,
    },
}
PERIODS = [None, "2015", "2015-H1", "2014..2015", "2016-Q4"]


def filled(url: str) -> SampleProgramme:
    """Records of few days: months, years and days of the same beginning stand beside one another."""
    dice = random.Random(5)
    with SampleProgramme(url) as world:
        for code, fields in DEFINED.items():
            world.define(code, **fields)
        with world.revision():
            for number in range(40):
                year, month = dice.randint(2014, 2016), dice.choice([1, 1, 6, 10])
                day = dice.choice(["{}", "{}-{:02}", "{}-{:02}-01", "{}-{:02}-02"])
                kind, columns = dice.choice(
                    [("consultations", {"topic": "law"}), ("events", {"title": f"Fair {number}"})]
                )
                world.record(kind, day.format(year, month), "north", **columns)
    return world


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


@pytest.mark.parametrize("code", DEFINED)
def test_pages_by_place_are_the_whole_in_its_order(town: SampleProgramme, code: str) -> None:
    before = town.database.newest()
    for as_of in (None, before):
        for period in PERIODS:
            whole = _pages(town, code, period, as_of, size=100)
            assert _pages(town, code, period, as_of, size=1) == whole
            assert _pages(town, code, period, as_of, size=7) == whole
            dated = [(row.measure, row.date, row.precision != "year", row.id) for row in whole]
            assert sorted(dated, key=lambda row: (_first_met(dated, row[0]), *row[1:])) == dated
        # the second time as of a revision that is no longer the newest
        town.record("consultations", "2015", "north", topic="law")


def _first_met(rows: list[tuple[Any, ...]], measure: str) -> int:
    return next(at for at, row in enumerate(rows) if row[0] == measure)


def _pages(
    world: SampleProgramme, code: str, period: str | None, as_of: int | None, size: int
) -> list[RecordRow]:
    rows: list[RecordRow] = []
    with world.database.read() as session:
        question = Question(world.code, (code,), as_of=as_of)
        page = records(session, question, period, limit=size)
        while page.rows:
            rows += page.rows
            after = record_place(str(page.rows[-1].place))
            page = records(session, question, period, limit=size, after=after)
    assert len(rows) == page.total
    return rows


def test_a_page_beyond_the_end_is_not_looked_for(town: SampleProgramme) -> None:
    statements: list[str] = []
    event.listen(
        town.database.engine, "before_cursor_execute", lambda *call: statements.append(call[2])
    )
    with town.database.read() as session:
        question = Question(town.code, ("visits",))
        page = records(session, question, "2015", offset=10**9, limit=50)
    assert page.rows == ()
    assert page.total > 0
    assert not [each for each in statements if "consultation.note" in each]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "consultations",
        "nothing.2015-01-01.1.5",
        "consultations.2015-02-30.1.5",
        "events.2015-01-01.2.5",
    ],
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        record_place(text)
