"""What is kept of organisations' records equals their number, whatever has happened to them."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from data.database.tallying import differing_tallies, tally_anew
from data.editing import RowInput, newest_row, save
from data.imports import kind_of
from data.organisations.duplicates import organisations
from data.tables.tallies import OrganisationTally
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

FIELDS = {"number": "K-1", "date": "2014-03-05", "request": "consulting", "organisation": "N-1"}


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url) as world:
        with world.revision():
            first = world.organisation("Первая", number="N-1")
            world.organisation("Вторая", number="N-2")
            for day in ("2014-01-01", "2014-02-01"):
                world.record("consultations", day, organisation_id=first)
            world.record("events", "2014-03-01", organisation_id=first)
            world.record("consultations", "2014-04-01")
        yield world


def tallied(world: SampleProgramme) -> dict[str, int]:
    """Records by the number of the organisation, as the stewards see them; equal to a count."""
    with world.database.read() as session:
        assert differing_tallies(session) == []
        known = organisations(session, world.programme_id)
        for each in known:
            named = select(Consultation).where(
                Consultation.organisation_id == each.id, Consultation.until.is_(None)
            )
            assert each.records >= len(session.scalars(named).all())
        return {each.number: each.records for each in known}


def newest(world: SampleProgramme) -> int:
    with world.database.read() as session:
        return newest_row(session, kind_of("consultations"), world.programme_id, "K-1").id


def test_every_change_of_records_is_carried_on(town: SampleProgramme) -> None:
    assert tallied(town) == {"N-1": 3, "N-2": 0}
    kind = kind_of("consultations")
    edits = {"author": "a", "reason": "r"}
    save(town.database, kind, town.code, [RowInput(FIELDS)], **edits)
    assert tallied(town) == {"N-1": 4, "N-2": 0}
    moved = RowInput(FIELDS | {"organisation": "N-2"}, newest(town))
    save(town.database, kind, town.code, [moved], **edits)
    assert tallied(town) == {"N-1": 3, "N-2": 1}
    save(town.database, kind, town.code, [], withdrawn=[newest(town)], **edits)
    assert tallied(town) == {"N-1": 3, "N-2": 0}


def test_a_tally_that_is_wrong_is_found_and_counted_anew(town: SampleProgramme) -> None:
    with town.database.writing("test") as session:
        session.execute(update(OrganisationTally).values(records=7))
    with town.database.read() as session:
        ((_organisation, kept, records),) = differing_tallies(session)
    assert (kept, records) == (7, 3)
    with town.database.writing("test") as session:
        tally_anew(session)
    assert tallied(town) == {"N-1": 3, "N-2": 0}
