"""What differs between two revisions: by records, targets, populations, definitions and settings."""

from collections.abc import Iterator

import pytest

from indicators.definition.catalogue import Catalogue, PublishedVersion
from indicators.impact.changed_answer import AnswerKey, ChangedAnswer
from indicators.impact.changes import changes
from indicators.sheets.effect import difference
from indicators.sheets.queries import change_row
from tests import template_databases
from tests.dashboard.factories import answer, definition
from tests.sample_programme import SampleProgramme


def filled(url: str) -> SampleProgramme:
    cuts = {"okrugs": {"left": ["north"], "right": ["south"]}}
    with SampleProgramme(url, cuts=cuts) as world, world.revision():
        world.define("visits", kind="count", measure="consultations")
        world.define("per_head", kind="count", measure="consultations", per={"residents": 100})
        world.define("events", kind="count", measure="events")
        world.record("consultations", "2014-03-05", "north")
        world.cover("consultations", "2014..2015")
        world.target("visits", "2014", 1)
    return world


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


def differing(world: SampleProgramme, since: int, until: int | None = None) -> list[ChangedAnswer]:
    with world.database.read() as session:
        return changes(session, world.code, since, until)


def years(differences: list[ChangedAnswer]) -> set[tuple[str, str, str]]:
    return {
        (change.indicator, change.at.place, change.period)
        for change in differences
        if change.at.grain == "year"
    }


def test_a_record_changes_its_places_and_periods_only(town: SampleProgramme) -> None:
    town.record("consultations", "2014-05-06", "south")
    visits = [change for change in differing(town, 2) if change.indicator == "visits"]
    assert years(visits) == {("visits", place, "2014") for place in ("", "south", "okrugs/right")}
    assert {change.period for change in visits} == {
        "2014", "2014-H1", "2014-H2", "2014-Q2", "2014-Q3", "2014-Q4",
        *(f"2014-{month:02}" for month in range(5, 13)),
    }  # fmt: skip
    plain = {change.period for change in visits if not change.within_year}
    assert plain == {"2014", "2014-H1", "2014-Q2", "2014-05"}


def test_a_target_changes_the_plan_and_the_status(town: SampleProgramme) -> None:
    town.target("visits", "2014", 5, "north")
    (change,) = differing(town, 2)
    assert change.old is not None
    assert change.new is not None
    assert (change.district, change.old.plan, change.new.status) == ("north", None, "not_achieved")
    assert change.new.plan == 5


def test_a_population_changes_what_is_counted_per_head(town: SampleProgramme) -> None:
    town.population(50, "2014-01-01", "north")
    assert ("per_head", "north", "2014") in years(differing(town, 2))


def test_a_definition_may_change_the_verdict_alone(town: SampleProgramme) -> None:
    town.define("visits", kind="count", measure="consultations", direction="decrease")
    town.define("visits", kind="count", measure="consultations", direction="keep", band=[5, 9])
    by_place = {(change.at.place, change.period): change for change in differing(town, 2)}
    change = by_place["", "2014"]
    assert change.old is not None
    assert change.new is not None
    assert (change.old.status, change.new.status) == ("achieved", "not_achieved")


def test_what_was_not_there_has_no_old_side(town: SampleProgramme) -> None:
    for change in differing(town, 0):
        assert change.old is None
    assert {change.indicator for change in differing(town, 1)} == {"visits", "per_head"}


def test_a_withdrawn_indicator_has_no_new_side(town: SampleProgramme) -> None:
    town.withdraw("visits")
    differences = differing(town, 2)
    assert differences
    assert {(change.indicator, change.new) for change in differences} == {("visits", None)}


def test_there_and_back_is_no_change(town: SampleProgramme) -> None:
    row = town.record("consultations", "2014-05-06", "south")
    town.close("consultations", row)
    assert differing(town, 2) == []
    assert years(differing(town, 3)) == years(differing(town, 2, 3))


def test_the_clock_alone_changes_nothing(town: SampleProgramme) -> None:
    town.record("events", "2014", "north", title="No coverage is claimed by an event")
    assert {change.indicator for change in differing(town, 2)} <= {"events"}


def test_averages_that_differ_within_a_kopeck_are_not_printed_alike(town: SampleProgramme) -> None:
    old, new = (answer(value) for value in ("8.001", "8.002"))
    money = Catalogue(
        [
            PublishedVersion(
                definition(kind="average", measure="grant_awards", amount="awarded"), 1, 1
            )
        ]
    )
    row = change_row(
        ChangedAnswer(town.code, AnswerKey("visits", "", "year", "2016", "plain"), old, new),
        money,
        money,
    )
    assert (row["old_value"], row["new_value"]) == ("8.001", "8.002")


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("8.004", "8.006", "0.002"),
        ("8.002", "8.001", "-0.001"),
        ("8", "9", "1.00"),
        ("8", "8", "0.00"),
    ],
)
def test_a_difference_of_averages_of_money_is_not_printed_as_nothing(
    old: str, new: str, text: str
) -> None:
    money = Catalogue(
        [
            PublishedVersion(
                definition(kind="average", measure="grant_awards", amount="awarded"), 1, 1
            )
        ]
    )
    change = ChangedAnswer(
        "city", AnswerKey("visits", "", "year", "2016", "plain"), answer(old), answer(new)
    )
    assert difference(change, change_row(change, money, money)) == text
