"""A closed year is changed only by who may and says why; nothing else of a revision gets past it."""

from collections.abc import Iterator
from typing import Any

import pytest

from data.database.closing import close_year, closed_years, reopen_year
from data.refusals import Refusal
from tests import template_databases
from tests.sample_programme import SampleProgramme


def filled(url: str) -> SampleProgramme:
    """Visits reported in three years; 2015 is closed."""
    with SampleProgramme(url) as world:
        world.define("visits", kind="count", measure="consultations")
        world.cover("consultations", "2014..2016")
        with world.revision("close", author="anna", reason="the council has approved it") as change:
            close_year(change, world.programme_id, 2015)
    return world


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


def visit(world: SampleProgramme, year: int, **authorship: Any) -> None:
    """Add one visit of a year."""
    with world.revision(**authorship):
        world.record("consultations", f"{year}-05-05", "north")


def refused(world: SampleProgramme, year: int, **authorship: Any) -> Refusal:
    """The refusal of a visit; nothing may have changed."""
    before = world.database.newest()
    with pytest.raises(Refusal) as refusal:
        visit(world, year, **authorship)
    assert world.database.newest() == before
    return refusal.value


def test_a_closed_year_is_not_changed_and_the_refusal_says_by_whom_it_was_closed(
    town: SampleProgramme,
) -> None:
    refusal = refused(town, 2015)
    assert [problem.rule for problem in refusal.problems] == ["year_closed"]
    for language in ("ru", "en"):
        text = refusal.text(language)
        assert all(
            word in text
            for word in ("town", "2015", "anna", "the council has approved it", "--reason")
        )


def test_other_years_go_on(town: SampleProgramme) -> None:
    visit(town, 2014)
    visit(town, 2016)


TO_DATE = {"kind": "count", "measure": "consultations", "accumulate": "to_date"}
GROWTH = {
    "kind": "count",
    "measure": "consultations",
    "change": {"from": "previous", "as": "difference"},
}


@pytest.mark.parametrize("definition", [TO_DATE, GROWTH], ids=["to date", "growth"])
def test_a_closed_year_is_not_changed_by_the_records_of_another(
    town: SampleProgramme, definition: dict[str, Any]
) -> None:
    with town.revision(override_closed_years=True, reason="as told"):
        town.define("follows", **definition)
    refusal = refused(town, 2014)
    assert [problem.rule for problem in refusal.problems] == ["year_closed_numbers"]
    for language in ("ru", "en"):
        assert all(
            word in refusal.text(language)
            for word in ("town", "2015", "anna", "the council has approved it")
        )
    visit(town, 2016)
    visit(town, 2014, override_closed_years=True, reason="a mistake was found")


def test_who_may_changes_it_with_a_reason_and_not_without(town: SampleProgramme) -> None:
    refused(town, 2015, override_closed_years=True)
    refused(town, 2015, override_closed_years=True, reason="  ")
    refused(town, 2015, reason="I am no publisher")
    visit(town, 2015, override_closed_years=True, reason="a mistake was found")


def test_a_record_moved_out_of_a_closed_year_touches_it(town: SampleProgramme) -> None:
    with town.revision(override_closed_years=True, reason="late"):
        row = town.record("consultations", "2015-03-03", "north")
    with pytest.raises(Refusal):
        town.replace("consultations", row, year=2016)


def test_a_definition_touches_the_years_it_is_valid_for(town: SampleProgramme) -> None:
    town.define(
        "visits", kind="count", measure="consultations", filter={"topic": ["law"]}, years="2016.."
    )
    with pytest.raises(Refusal):
        town.define(
            "visits",
            kind="count",
            measure="consultations",
            filter={"topic": ["law"]},
            years="2015..",
        )
    town.withdraw("visits")
    with pytest.raises(Refusal):
        town.withdraw("visits")


def test_what_touches_every_year_touches_a_closed_one_and_the_register_none(
    town: SampleProgramme,
) -> None:
    with pytest.raises(Refusal), town.revision() as change:
        change.touch(town.programme_id, "districts")
    town.organisation("A new one")


def test_a_year_opened_again_is_changed_freely_and_what_was_closed_is_kept(
    town: SampleProgramme,
) -> None:
    then = town.database.newest()
    with town.revision("reopen", author="boris", reason="a court's decision") as change:
        reopen_year(change, town.programme_id, 2015)
    visit(town, 2015)
    with town.database.read() as session:
        assert closed_years(session, town.programme_id) == {}
        assert closed_years(session, town.programme_id, then)[2015].author == "anna"


def test_a_year_is_closed_once_opened_once_and_is_one_of_the_programme(
    town: SampleProgramme,
) -> None:
    for rule, action, year in (
        ("year_closed_already", close_year, 2015),
        ("year_not_of_programme", close_year, 2031),
        ("year_not_closed", reopen_year, 2014),
    ):
        with pytest.raises(Refusal) as refusal, town.revision() as change:
            action(change, town.programme_id, year)
        assert refusal.value.problems[0].rule == rule
