"""Which revisions are offered to go back to."""

import datetime

import pytest
from sqlalchemy import update

from data.tables.revisions import Revision
from indicators.answers.history import offered_revisions
from tests.sample_programme import SampleProgramme


@pytest.mark.parametrize(
    ("newest", "named", "offered"),
    [
        (2, None, [8, 7, 6, 4, 1]),
        (2, 7, [8, 7, 6, 4, 1]),
        (2, 3, [8, 7, 6, 4, 3, 1]),
        (20, None, [8, 7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_the_newest_the_ends_of_months_and_the_named_are_offered(
    database_url: str, newest: int, named: int | None, offered: list[int]
) -> None:
    with SampleProgramme(database_url) as world:
        for _time in range(7):
            with world.revision():
                pass
        with world.database.writing("test") as session:
            # one in November, three in December, two in January and two in February
            for number, month in enumerate((11, 12, 12, 12, 1, 1, 2, 2), start=1):
                day = datetime.datetime(2014 + (month < 6), month, number, tzinfo=datetime.UTC)
                session.execute(update(Revision).where(Revision.number == number).values(at=day))
        with world.database.read() as session:
            revisions = offered_revisions(session, world.code, newest, named)
    assert [each.number for each in revisions] == offered
