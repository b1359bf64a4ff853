"""The machine's clock goes back, stands in another zone, has a 29 February: what revisions, answers
as of them, snapshots and what is due do then.
"""

import datetime
import os
import subprocess
import sys
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from data import clock
from data.accounts import accounts, attempts, sessions
from data.audit.proving import seals
from data.database import moments
from data.database.database import Database
from data.refusals import Refusal
from data.tables.revisions import Revision
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.answers.snapshots import create, verify
from tests import template_databases
from tests.sample_programme import SampleProgramme

NOW = datetime.datetime.fromisoformat("2017-03-01 12:00")
HOUR, DAY, YEAR = (datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(365))
VISITS = {"kind": "count", "measure": "consultations"}


def filled(url: str) -> SampleProgramme:
    with SampleProgramme(url) as world:
        world.define("visits", **VISITS)
    return world


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> object:
    """Set the clock of whatever writes a moment down."""

    def set_to(at: datetime.datetime) -> None:
        for module in (clock, moments, attempts, sessions):
            monkeypatch.setattr(module, "now", lambda: at)

    return set_to


def touch(database: Database) -> None:
    with database.transaction("test", "test"):
        pass


def newest_moment(database: Database) -> datetime.datetime:
    with database.read() as session:
        return session.scalars(select(Revision.at).order_by(Revision.number.desc())).first()


# ---------------------------------------------------------------- a clock that goes back


def later(world: SampleProgramme, set_clock) -> datetime.datetime:
    """The town a year on: the fixture's own revisions are of the machine's clock."""
    at = newest_moment(world.database) + YEAR
    set_clock(at)
    touch(world.database)
    return at


@pytest.mark.parametrize("back", [HOUR, DAY])
def test_a_revision_is_never_before_the_one_that_it_follows(
    town: SampleProgramme, set_clock, back: datetime.timedelta
) -> None:
    at = later(town, set_clock)
    set_clock(at - back)
    touch(town.database)
    assert newest_moment(town.database) == at
    set_clock(at + HOUR)
    touch(town.database)
    assert newest_moment(town.database) == at + HOUR
    with town.database.read() as session:
        assert not seals(session).broken


def test_a_clock_that_lags_far_behind_makes_no_revision_and_both_moments_are_said(
    town: SampleProgramme, set_clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, number = later(town, set_clock), town.database.newest()
    set_clock(at - YEAR)
    with pytest.raises(Refusal) as refused:
        touch(town.database)
    assert refused.value.problems[0].rule == "database_clock_behind"
    assert town.database.newest() == number
    for language in ("ru", "en"):
        text = refused.value.text(language)
        assert clock.moment(at, language) in text
        assert clock.moment(at - YEAR, language) in text
        assert "ITOG_CLOCK=right" in text
    monkeypatch.setenv(moments.SETTING, moments.RIGHT)
    touch(town.database)
    assert newest_moment(town.database) == at - YEAR


def test_a_clock_that_was_set_back_keeps_nobody_out_and_no_ended_session_open(
    town: SampleProgramme, set_clock
) -> None:
    set_clock(NOW)
    with town.database.writing("test") as session:
        account = accounts.add(session, "anna", "correct horse battery")
        identity, epoch = account.id, account.epoch
        token = sessions.begin(session, identity)
        for _ in range(12):
            attempts.count_failure(session, "anna", "192.0.2.1")
    with town.database.read() as session:
        assert attempts.wait(session, "anna", "192.0.2.1") > 0
        set_clock(NOW - HOUR)
        assert sessions.session_of(session, identity, epoch, token)
        assert attempts.wait(session, "anna", "192.0.2.1") < 2 * HOUR.total_seconds()
        set_clock(NOW - YEAR)
        assert sessions.session_of(session, identity, epoch, token) is None
        assert attempts.wait(session, "anna", "192.0.2.1") == 0


# ---------------------------------------------------------------- zones


def test_a_snapshot_holds_in_whatever_zone_it_is_verified(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It keeps the day on which it was taken."""
    town.target("visits", "2014", 10)
    taken = create(town.database, "Meeting", town.code)
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        clock.keep_time_of(ZoneInfo(zone))
        with town.database.read() as session:
            assert verify(session, taken.id).holds


WRITE = """
import sys
from data.clock import today
from data.database.database import Database
with Database(sys.argv[1]).transaction("test", "test"):
    print(today())
"""


def test_processes_in_different_zones_write_the_same_moments(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    template_databases.tables(database)
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        environment = {**os.environ, "TZ": zone}
        subprocess.run([sys.executable, "-c", WRITE, sqlite_url], env=environment, check=True)
    with database.read() as session:
        first, second = session.scalars(select(Revision.at).order_by(Revision.number)).all()
    assert datetime.timedelta() <= second - first < datetime.timedelta(minutes=5)
    assert abs(clock.now() - second) < datetime.timedelta(minutes=5)
    database.dispose()


# ---------------------------------------------------------------- 29 February


def test_a_leap_day_is_a_day_of_its_month_and_what_is_due_counts_it(town: SampleProgramme) -> None:
    with town.revision():
        town.define("said", kind="observed", combine={}, due_days=0)
        town.define("late", kind="observed", combine={}, due_days=366)
        town.record("consultations", "2016-02-29", "north")
        town.record("consultations", "2015-02-28", "north")
        town.cover("consultations", "2014..2016")
    year_end = datetime.date(2017, 6, 1)
    for grain, period in (("month", "2016-02"), ("quarter", "2016-Q1"), ("year", "2016")):
        assert cell(town, "visits", grain, period, year_end) == ("value", 1)
    for day, state in ((29, "not_due"), (None, "no_data")):
        on = datetime.date(2016, 2, day) if day else datetime.date(2016, 3, 1)
        assert cell(town, "said", "month", "2016-02", on) == (state, None)
    # a year and a day after 29 February 2016 is 1 March 2017
    assert cell(town, "late", "month", "2016-02", datetime.date(2017, 3, 1))[0] == "not_due"
    assert cell(town, "late", "month", "2016-02", datetime.date(2017, 3, 2))[0] == "no_data"


def cell(
    town: SampleProgramme, code: str, grain: str, period: str, on: datetime.date
) -> tuple[str, object]:
    question = Question(town.code, (code,), (2016, 2016), by=(grain,), on=on)
    with town.database.read() as session:
        (answer,) = [each for each in answers(session, question) if each.period == period]
    return answer.state, answer.value
