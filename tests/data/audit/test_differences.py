"""What a revision made other: organisations are said by number and name, however many rows refer to
them.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from data.audit.differences import differences
from data.organisations.merging import keep_apart, merge
from tests.sample_programme import SampleProgramme


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url) as world:
        yield world


def test_a_merge_is_known_by_its_organisations(town: SampleProgramme) -> None:
    first, second = town.organisation("Alpha"), town.organisation("Beta")
    with town.revision("merge") as change:
        merge(change, town.programme_id, first, second)
    with town.database.read() as session:
        (row,) = differences(session, town.database.newest()).first
    assert row.table == "organisation_merge"
    assert row.name.endswith(" – Alpha")
    assert row.after is not None
    assert row.after["organisation_id"] == row.name
    assert row.after["into_id"].endswith(" – Beta")


def test_two_that_are_not_one_are_said_by_their_names(town: SampleProgramme) -> None:
    first, second = town.organisation("Alpha"), town.organisation("Beta")
    with town.revision("keep apart") as change:
        keep_apart(change, town.programme_id, first, second)
    with town.database.read() as session:
        (row,) = differences(session, town.database.newest()).first
    assert row.after is not None
    assert [row.after[name].split(" – ")[1] for name in ("first_id", "second_id")] == [
        "Alpha",
        "Beta",
    ]


def test_names_are_asked_for_at_once(town: SampleProgramme) -> None:
    queries = [_queries(town, organisations) for organisations in (1, 40)]
    assert queries[0] == queries[1]


def _queries(town: SampleProgramme, organisations: int) -> int:
    """How many queries say what a revision with so many records of as many organisations made
    other.
    """
    named = [town.organisation(f"NGO {number}") for number in range(organisations)]
    with town.revision("import"):
        for identity in named:
            town.record("consultations", "2014-03-01", organisation_id=identity)
    newest, statements = town.database.newest(), list[str]()
    event.listen(
        town.database.engine,
        "before_cursor_execute",
        lambda *event_arguments: statements.append(event_arguments[2]),
    )
    with town.database.read() as session:
        rows = differences(session, newest).first
    assert len({row.after["organisation_id"] for row in rows if row.after}) == organisations
    return len(statements)
