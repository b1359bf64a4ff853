"""Reasons for deviations: one text an indicator and year, as of any revision."""

from collections.abc import Iterator

import pytest

from data.refusals import NotFound
from indicators.answers.deviations import reasons
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('town') / 'itog.db'}"
    with SampleProgramme(url, years=(2014, 2016)) as world:
        world.define("visits", kind="count", measure="consultations")  # revision 2
        yield world


def texts(world: SampleProgramme, year: int | None = None, as_of: int | None = None):
    with world.database.read() as session:
        found = reasons(session, world.code, year, as_of)
    return {at: each.text for at, each in found.items()}


def test_a_reason_is_read_as_of_any_revision(town):
    with town.revision(author="anna") as change:
        row = town.deviation_reason("visits", 2014, "The room was closed", source="Report")
        written = change.revision
    with town.revision(author="boris") as change:
        town.close("deviation_reasons", row)
        town.deviation_reason("visits", 2014, "The room was closed in May", chain=row.id)
        town.deviation_reason("visits", 2015, "A second lawyer came")
        corrected = change.revision
    assert texts(town, as_of=written - 1) == {}
    assert texts(town, as_of=written) == {("visits", 2014): "The room was closed"}
    assert texts(town) == {
        ("visits", 2014): "The room was closed in May",
        ("visits", 2015): "A second lawyer came",
    }
    assert texts(town, 2015) == {("visits", 2015): "A second lawyer came"}
    with town.database.read() as session:
        first = reasons(session, town.code, as_of=written)["visits", 2014]
        newest = reasons(session, town.code)["visits", 2014]
    assert (first.author, first.since, first.source) == ("anna", written, "Report")
    assert (newest.author, newest.since, newest.source) == ("boris", corrected, None)


def test_a_revision_to_come_is_refused(town):
    with pytest.raises(NotFound):
        texts(town, as_of=1000)
