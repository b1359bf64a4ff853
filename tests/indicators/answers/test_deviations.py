"""Deviations by figures worked out by hand, and their reasons: one text an indicator and year, as of
any revision.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest

from data.refusals import NotFound
from indicators.answers.deviations import Deviation, deviations, reasons
from indicators.answers.question import Question
from indicators.impact.changes import changes
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('town') / 'itog.db'}"
    with SampleProgramme(url, years=(2014, 2016)) as world:
        world.define("visits", kind="count", measure="consultations")  # revision 2
        yield world


def texts(world: SampleProgramme, year: int | None = None, as_of: int | None = None):
    with world.database.read() as session:
        stored = reasons(session, world.code, year, as_of)
    return {at: each.text for at, each in stored.items()}


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


OBSERVED = {"kind": "observed", "combine": {"places": "none", "periods": "none"}, "due_days": 31}
FIGURES = [
    # indicator, year, plan, actual
    ("opinion", "2014", 50, "42.5"),  # exactly 15 % below: no reason is asked for
    ("opinion", "2015", 50, "42.4"),  # 7.6 of 50: 15.2 % below
    ("opinion", "2016", 50, 60),  # a fifth above
    ("waiting", "2014", 10, 12),  # less is better: a fifth above is a miss
    ("waiting", "2015", 0, 1),  # of a plan of nothing no share can be said
    ("waiting", "2016", 0, 0),
    ("steady", "2014", 50, 70),  # 10 above the band's 60: a sixth
    ("steady", "2015", 50, 66),  # a tenth
    ("steady", "2016", 50, 33),  # 7 below the band's 40: 17.5 %
    ("growth", "2014", -10, -12),  # a fifth further down
    ("growth", "2015", None, 5),  # the printed dash: no plan
]


PLANNED = 2
"""The revision in which all figures stand, and no reason yet."""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('planned') / 'itog.db'}"
    with SampleProgramme(url, years=(2014, 2016)) as world:
        with world.revision():
            world.define("opinion", **OBSERVED)
            world.define("waiting", **OBSERVED, direction="decrease")
            world.define("steady", **OBSERVED, direction="keep", band=[40, 60])
            world.define("growth", **OBSERVED)
            for indicator, year, plan, actual in FIGURES:
                world.target(indicator, year, plan)
                world.observe(indicator, year, actual)
            world.target("growth", "2016", 5)  # and no actual
        yield world


def deviations_of(world: SampleProgramme, **changes: object) -> dict[str, Deviation]:
    question = Question(world.code, on=datetime.date(2020, 1, 1)).but(**changes)
    with world.database.read() as session:
        return {f"{each.indicator} {each.year}": each for each in deviations(session, question)}


def test_what_differs_by_more_than_the_share_needs_a_reason(planned):
    listed = deviations_of(planned, as_of=PLANNED)
    assert {at: (each.difference, each.share) for at, each in listed.items()} == {
        "opinion 2015": (Fraction("-7.6"), Fraction("-0.152")),
        "opinion 2016": (10, Fraction(1, 5)),
        "waiting 2014": (2, Fraction(1, 5)),
        "waiting 2015": (1, None),
        "steady 2014": (10, Fraction(1, 6)),
        "steady 2016": (-7, Fraction("-0.175")),
        "growth 2014": (-2, Fraction(-1, 5)),
    }
    assert all(each.is_unexplained for each in listed.values())


def test_nothing_deviates_before_it_is_due(planned):
    assert set(deviations_of(planned, on=datetime.date(2015, 1, 31), as_of=PLANNED)) == set()
    assert set(deviations_of(planned, on=datetime.date(2015, 2, 1), as_of=PLANNED)) == {
        "waiting 2014",
        "steady 2014",
        "growth 2014",
    }


def test_the_share_is_a_setting_of_the_programme(database_url):
    settings = {"thresholds": {"deviation": "0.1"}}
    with SampleProgramme(database_url, settings=settings) as world:
        world.define("opinion", **OBSERVED)
        world.target("opinion", "2014", 50)
        world.observe("opinion", "2014", "44.9")
        assert deviations_of(world)["opinion 2014"].share == Fraction("-0.102")
        with world.database.read() as session:
            question = Question(world.code, on=datetime.date(2020, 1, 1))
            assert deviations(session, question, Decimal("0.102")) == ()


def test_a_written_reason_answers_as_of_its_revision_and_changes_no_number(planned):
    before = PLANNED
    planned.deviation_reason("opinion", 2015, "Fewer answered")
    planned.deviation_reason("opinion", 2014, "Nearly as planned")
    listed = deviations_of(planned)
    assert listed["opinion 2015"].reason.text == "Fewer answered"
    assert not listed["opinion 2015"].is_unexplained
    # written though nobody asked for it: told all the same
    assert (listed["opinion 2014"].is_large, listed["opinion 2014"].difference) == (
        False,
        Fraction("-7.5"),
    )
    earlier = deviations_of(planned, as_of=before)
    assert earlier["opinion 2015"].is_unexplained
    assert "opinion 2014" not in earlier
    with planned.database.read() as session:
        changed = changes(session, planned.code, before)
    assert not changed


def test_the_plan_in_force_is_deviated_from_whatever_plan_was_asked_for(planned):
    assert deviations_of(planned, plan="original").keys() == deviations_of(planned).keys()
