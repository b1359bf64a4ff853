"""Merging: what is refused, what is touched, and that undoing leaves nothing behind."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from data.imports import ImportOptions, import_file, undo
from data.imports.registry import kind_of
from data.organisations.merging import (
    keep_apart,
    kept_apart,
    list_merges,
    merge,
    merged_into,
    unmerge,
)
from data.refusals import Refusal
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme


@pytest.fixture
def town(sqlite_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(sqlite_url) as world:
        yield world


def merging(world: SampleProgramme, organisation: int, into: int) -> None:
    with world.revision("merge") as change:
        merge(change, world.programme_id, organisation, into)


def mergers(world: SampleProgramme, revision: int | None = None) -> dict[int, int]:
    with world.database.read() as session:
        return merged_into(session, world.programme_id, revision)


def test_a_chain_of_merges_counts_as_its_end_and_each_link_is_undone_alone(
    town: SampleProgramme,
) -> None:
    first, second, third = (town.organisation(name) for name in ("A", "B", "C"))
    merging(town, first, second)
    merging(town, second, third)
    assert mergers(town) == {first: third, second: third}
    with town.revision("unmerge") as change:
        unmerge(change, town.programme_id, second)
    assert mergers(town) == {first: second}
    assert mergers(town, town.database.newest() - 1) == {first: third, second: third}


def test_itself_a_circle_the_merged_the_unknown_and_what_is_not_merged_are_refused(
    town: SampleProgramme,
) -> None:
    first, second, third = (town.organisation(name) for name in ("A", "B", "C"))
    merging(town, first, second)
    merging(town, second, third)
    for organisation, into, rule in (
        (first, first, "merge_with_itself"),
        (third, first, "merge_in_a_circle"),
        (third, second, "merge_in_a_circle"),
        (first, third, "merged_already"),
        (999, first, "unknown_organisation"),
        (third, 999, "unknown_organisation"),
    ):
        with pytest.raises(Refusal) as refusal:
            merging(town, organisation, into)
        assert refusal.value.problems[0].rule == rule
    with pytest.raises(Refusal) as refusal, town.revision() as change:
        unmerge(change, town.programme_id, third)
    assert refusal.value.problems[0].rule == "merge_not_there"
    assert all(refusal.value.text(language) for language in ("ru", "en"))


def test_a_merge_touches_the_kinds_and_years_of_both_and_of_those_merged_before(
    town: SampleProgramme,
) -> None:
    first, second, third = (town.organisation(name) for name in ("A", "B", "C"))
    town.record("consultations", "2014-03-03", "north", organisation_id=first)
    town.record("consultations", "2015-03-03", "north", organisation_id=third)
    town.record("grants", "2014-03-03", "north", organisation_id=second, decided_on="2016-01-01")
    merging(town, first, second)
    with town.revision("merge") as change:
        merge(change, town.programme_id, second, third)
        touched = {touch.subject: touch.years for touch in change.touches}
    assert touched == {"consultations": {2014, 2015}, "grants": {2014, 2016}}


def test_those_that_are_kept_apart_are_a_pair_in_either_order(town: SampleProgramme) -> None:
    first, second = town.organisation("A"), town.organisation("B")
    for pair in ((second, first), (first, second)):
        with town.revision() as change:
            keep_apart(change, town.programme_id, *pair)
    with town.database.read() as session:
        assert kept_apart(session, town.programme_id) == {(first, second)}


def test_files_go_on_naming_a_merged_organisation_and_its_import_is_not_undone(
    town: SampleProgramme, tmp_path
) -> None:
    register = tmp_path / "organisations.csv"
    register.write_text("number,name\nA,First\nB,Second\n", encoding="utf-8")
    loaded = import_file(town.database, "organisations", register, ImportOptions(town.code))
    with town.database.read() as session:
        known = kind_of("organisations").table
        first, second = session.scalars(select(known.id).order_by(known.id)).all()
    merging(town, first, second)
    records = tmp_path / "visits.csv"
    records.write_text(
        "number,date,request,organisation\n1,2014-05-05,consulting,A\n", encoding="utf-8"
    )
    import_file(town.database, "consultations", records, ImportOptions(town.code, "none"))
    with town.database.read() as session:
        assert session.scalars(select(Consultation.organisation_id)).all() == [first]
        assert [each.into_id for each in list_merges(session, town.programme_id)] == [second]
    with pytest.raises(Refusal) as refusal:
        undo(town.database, loaded.import_id or 0)
    assert "referred_by_merge" in {problem.rule for problem in refusal.value.problems}
    text = refusal.value.text("ru")
    assert "Организация «First» объединена с «Second»" in text
    assert "отмените это объединение" in text
    assert "действующие записи («Консультации»): 1" in text
    assert "organisation_merge" not in text
