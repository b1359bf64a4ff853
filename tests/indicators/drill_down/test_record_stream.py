"""Records that are read while they are written: the same bytes as a page of all, in little memory."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert, select

from indicators.answers.question import Question
from indicators.drill_down import pages
from indicators.sheets import queries
from tests import template_databases
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

RATIO = {
    "kind": "ratio",
    "numerator": {"kind": "count", "measure": "consultations"},
    "denominator": {"kind": "count", "measure": "events"},
}
FEW, MANY = 4_000, 16_000


def filled(url: str) -> SampleProgramme:
    with SampleProgramme(url) as world:
        world.define("visits", kind="count", measure="consultations")
        world.define("visits_an_event", **RATIO)
    return world


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


def _question(world: SampleProgramme, code: str) -> Question:
    return Question(world.code, (code,))


def test_a_stream_says_what_a_page_of_all_says(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    with town.revision():
        askers = [town.organisation(f"NGO {number}") for number in range(3)]
        for number in range(7):
            columns: dict[str, Any] = {"organisation_id": askers[number % 3], "people": number}
            town.record("consultations", f"2014-0{number + 1}", "north", **columns)
            town.record("events", "2015", "north", "south", title=f"=Fair {number}")
    with town.database.read() as session:
        for code in ("visits", "visits_an_event"):
            question = _question(town, code)
            page = queries.record_rows(session, question, None, limit=100)
            # a page says where the next one begins; what is not paged does not
            page = replace(page, extra={"total": page.extra["total"]})
            for write in ("json", "csv"):
                stream = queries.all_record_rows(session, question, None)
                assert getattr(stream, write)() == getattr(page, write)()
            russian = queries.all_record_rows(session, question, None).spreadsheet_csv("ru")
            assert russian == page.spreadsheet_csv("ru")
    assert page.extra["total"] == 14


def test_no_record_is_no_row_of_a_stream(town: SampleProgramme) -> None:
    with town.database.read() as session:
        stream = queries.all_record_rows(session, _question(town, "visits"), "2014")
        assert stream.json().endswith('"total":0,"rows":[]}')


def test_four_times_the_records_need_no_more_memory(town: SampleProgramme) -> None:
    town.record("consultations", "2014-03-05", "north")
    few, many = (_peak(town, rows) for rows in (FEW, MANY))
    assert many < 1.5 * few


def _peak(town: SampleProgramme, rows: int) -> int:
    """The most that is held while so many records are written as CSV."""
    table = Consultation.__table__
    with town.database.writing("test") as session:
        common = dict(session.execute(select(table).order_by(table.c.id)).mappings().first() or {})
        del common["id"]
        listed = session.scalars(select(table.c.number)).all()
        fresh = (f"{rows}-{number}" for number in range(rows - len(listed)))
        session.execute(insert(table), [{**common, "number": number} for number in fresh])  # type: ignore[arg-type]
    with town.database.read() as session:
        stream = queries.all_record_rows(session, _question(town, "visits"), None)
        tracemalloc.start()
        try:
            written = sum(block.count("\r\n") for block in stream.csv_blocks())
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert written == rows + 1
    return peak
