"""The revisions that changed records of an organisation are the same by either way to find them."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from data.audit import row_changes
from data.tables.revisions import ImportRun
from tests.sample_programme import SampleProgramme


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    """Two organisations with imported records, one with a record by hand that went again."""
    with SampleProgramme(database_url) as world:
        with world.revision():
            first, second = (world.organisation(name) for name in ("Амур", "Бурея"))
        for whose in (first, second, None):
            with world.revision("import") as change:
                counts = {"accepted": 1, "updated": 0, "skipped": 0, "receipt": {}}
                of = {"programme_id": world.programme_id, "kind": "consultations"}
                run = ImportRun(
                    **of, **counts, file_name="f", file_sha256="", covers="none", revision=change.revision
                )  # fmt: skip
                change.session.add(run)
                change.session.flush()
                world.record("consultations", "2014", organisation_id=whose, import_id=run.id)
        row = world.record("consultations", "2014", organisation_id=second)
        with world.revision() as change:
            change.session.get_one(type(row), row.id).until = change.revision
        yield world


def revisions(world: SampleProgramme, name: str) -> set[int]:
    with world.database.read() as session:
        statements = list(row_changes.of_organisations(session, name))
        return {
            number for each in statements for number in session.scalars(select(each.subquery()))
        }


def test_records_of_few_and_of_many_are_found_alike(town, monkeypatch):
    few = {name: revisions(town, name) for name in ("амур", "бурея", "у", "нигде")}
    monkeypatch.setattr(row_changes, "FEW_RECORDS", 0)
    assert {name: revisions(town, name) for name in few} == few
    first = min(few["амур"])
    assert few["амур"] == {first, first + 1}
    assert few["бурея"] == {first, first + 2, first + 4, first + 5}
    assert few["у"] == few["амур"] | few["бурея"]
    assert few["нигде"] == set()
