"""Few records of a programme: those that stand, of all kinds together, and no other programme's."""

import pytest

from indicators.answers.size import has_few_records
from tests.sample_programme import SampleProgramme


@pytest.mark.parametrize(("most", "few"), [(3, True), (2, False), (0, False)])
def test_records_of_all_kinds_are_counted_together(database_url: str, most: int, few: bool) -> None:
    with SampleProgramme(database_url) as town:
        with town.revision():
            town.record("consultations", "2014-03-05", "north")
            town.record("consultations", "2014", "south")
            town.record("events", "2015-06", "north", "south")
        with town.database.read() as session:
            assert has_few_records(session, "town", most) is few


def test_a_programme_without_records_has_few(sqlite_url: str) -> None:
    with SampleProgramme(sqlite_url) as town, town.database.read() as session:
        assert has_few_records(session, "town", 0)
