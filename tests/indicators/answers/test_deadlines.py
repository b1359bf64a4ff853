"""What is due and what is late, by the clock that is asked; every state."""

import datetime
from collections.abc import Iterator

import pytest

from data.accounts.assigning import Assignees, assign
from data.clock import now
from data.tables.accounts import Account
from indicators.answers.completeness import COVERED, MISSING, PARTLY, Reporting, state_of
from indicators.answers.deadlines import Deadline, deadlines, runs
from indicators.answers.freshness import changed_on
from indicators.answers.reader import ProgrammeReader
from indicators.periods import parse
from tests.sample_programme import SampleProgramme

VISITS = {"kind": "count", "measure": "consultations"}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Quarterly visits due 10 days after a quarter, opinion due 31 days after a year, and a share
    of both.
    """
    url = f"sqlite:///{tmp_path_factory.mktemp('town') / 'itog.db'}"
    with SampleProgramme(url, years=(2014, 2015)) as world:
        with world.revision():
            world.define("visits", **VISITS, periodicity="quarter", due_days=10)
            world.define("opinion", kind="observed", combine={"places": "none", "periods": "none"})
            world.define("both", kind="formula", formula="visits + opinion")
            world.cover("consultations", "2014-Q1")
            world.cover("consultations", "2014-Q2", districts=["north"])
            world.observe("opinion", "2014", 50, "north")
        with world.revision() as change:
            assigned = {"visits": Assignees("anna", "123-45-67")}
            change.session.add(_account("anna"))
            change.session.flush()
            assert assign(change, world.programme_id, assigned, {"visits": {}, "opinion": {}}) == [
                "visits"
            ]
        yield world


def _account(name: str) -> Account:
    return Account(name=name, password_hash="", role="steward", added_at=now())


def deadlines_on(world: SampleProgramme, on: str) -> dict[str, Deadline]:
    with world.database.read() as session:
        listed = deadlines(session, world.code, datetime.date.fromisoformat(on))
    return {f"{each.indicator} {each.period.label}": each for each in listed}


@pytest.mark.parametrize(
    ("period", "on", "state"),
    [
        ("visits 2014-Q1", "2030-01-01", "reported"),
        ("visits 2014-Q1", "2014-01-01", "reported"),
        ("visits 2014-Q2", "2014-07-02", "not_due"),
        ("visits 2014-Q2", "2014-07-03", "due"),
        ("visits 2014-Q2", "2014-07-10", "due"),  # the last day is not late
        ("visits 2014-Q2", "2014-07-11", "partly"),
        ("visits 2014-Q3", "2014-07-11", "not_due"),
        ("visits 2014-Q3", "2014-10-10", "due"),
        ("visits 2014-Q3", "2014-10-11", "overdue"),
        ("opinion 2014", "2015-01-31", "due"),
        ("opinion 2014", "2015-02-01", "partly"),
        ("opinion 2015", "2016-02-01", "overdue"),
    ],
)
def test_each_state_of_a_period(town: SampleProgramme, period: str, on: str, state: str) -> None:
    assert deadlines_on(town, on)[period].state == state


def test_a_late_period_says_by_how_much_and_by_whom(town: SampleProgramme) -> None:
    late = deadlines_on(town, "2014-10-20")["visits 2014-Q3"]
    assert late.is_late
    assert late.days_late(datetime.date(2014, 10, 20)) == 10
    assert late.assigned == Assignees("anna", "123-45-67")


def test_what_is_computed_from_other_indicators_is_due_with_them(town: SampleProgramme) -> None:
    assert not any(name.startswith("both") for name in deadlines_on(town, "2016-01-01"))


def test_periods_in_one_state_are_one_run(town: SampleProgramme) -> None:
    listed = [
        each for each in deadlines_on(town, "2016-06-01").values() if each.indicator == "visits"
    ]
    states = [
        (run.first.period.label, run.last.period.label, run.first.state) for run in runs(listed)
    ]
    assert states == [
        ("2014-Q1", "2014-Q1", "reported"),
        ("2014-Q2", "2014-Q2", "partly"),
        ("2014-Q3", "2015-Q4", "overdue"),
    ]


def test_the_reported_share_of_a_kind_an_observation_and_what_is_made_of_both(
    town: SampleProgramme,
) -> None:
    with town.database.read() as session:
        reporting = Reporting(ProgrammeReader(session, town.code))
        (opinion,) = reporting.observed_in(2014)
        assert reporting.kinds == ["consultations"]
        shares = [
            reporting.of_kind("consultations", "", parse(label))
            for label in ("2014-Q1", "2014-Q2", "2014")
        ]
        assert shares == [1, 0.5, 0.375]
        assert reporting.of_observed(opinion, "north", parse("2014")) == 1
        assert reporting.of_observed(opinion, "", parse("2014")) == 0.5
        definition = reporting.reader.catalogue.newest("both").definition
        assert reporting.of_indicator(definition, "", parse("2014")) == 0.375
    assert [state_of(share) for share in (1.0, 0.5, 0.0)] == [COVERED, PARTLY, MISSING]


def test_an_indicator_is_as_fresh_as_the_newest_revision_that_changed_a_number_of_it(
    town: SampleProgramme,
) -> None:
    with town.database.read() as session:
        now = changed_on(session, town.code)
    assert set(now) == {"visits", "opinion", "both"}
    with town.database.read() as session:
        assert changed_on(session, town.code, 1) == {}
