"""What is due is due by the day on the installation's own wall, not by that of the machine."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import clock
from data.database import moments
from data.time_zone import set_time_zone
from indicators.answers import snapshots
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.asking import Asker
from tests.sample_programme import SampleProgramme

ROOT = Path(__file__).parents[2]
EVENING = datetime.datetime.fromisoformat("2015-01-31 20:00")
"""In UTC; east of it the next day has begun, on which what was due on the 31st is late."""
LAST, NEXT = datetime.date(2015, 1, 31), datetime.date(2015, 2, 1)
ZONES = [
    ("Etc/UTC", LAST, "not_due"),
    ("Asia/Vladivostok", NEXT, "no_data"),
    ("America/New_York", LAST, "not_due"),
]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SampleProgramme]:
    """A survey of 2014 that nobody has brought, due 31 days after the year, on such an evening."""
    for module in (clock, moments, snapshots):
        monkeypatch.setattr(module, "now", lambda: EVENING)
    with SampleProgramme(f"sqlite:///{tmp_path / 'itog.db'}", years=(2014, 2014)) as world:
        with world.revision():
            combine = {"places": "none", "periods": "none"}
            world.define("opinion", kind="observed", combine=combine, due_days=31)
        yield world


def states(world: SampleProgramme, as_of: int | None) -> list[str]:
    question = Question(world.code, as_of=as_of)
    return [answer.state for answer in Asker(world.database).ask(answers, question)]


@pytest.mark.parametrize(("zone", "day", "state"), ZONES)
def test_a_live_answer_and_one_as_of_the_revision_have_one_day(
    town: SampleProgramme, zone: str, day: datetime.date, state: str
) -> None:
    set_time_zone(zone)
    assert clock.today() == day
    newest = town.database.newest()
    assert states(town, None) == states(town, newest) == [state]


@pytest.mark.parametrize(("zone", "day"), [(zone, day) for zone, day, _ in ZONES])
def test_a_snapshot_is_taken_on_the_local_day_and_keeps_it(
    town: SampleProgramme, zone: str, day: datetime.date
) -> None:
    set_time_zone(zone)
    taken = snapshots.create(town.database, "Meeting", town.code)
    assert taken.taken_on == day
    # moved to another zone since, the snapshot says what it said
    set_time_zone("Pacific/Honolulu")
    with town.database.read() as session:
        assert snapshots.verify(session, taken.id).holds


def test_an_answer_of_yesterday_is_not_remembered_for_today(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_time_zone("Asia/Vladivostok")
    asker, question = Asker(town.database), Question(town.code)
    monkeypatch.setattr(clock, "now", lambda: datetime.datetime.fromisoformat("2015-01-31 13:59"))
    assert [each.state for each in asker.ask(answers, question)] == ["not_due"]
    monkeypatch.setattr(clock, "now", lambda: datetime.datetime.fromisoformat("2015-01-31 14:00"))
    assert [each.state for each in asker.ask(answers, question)] == ["no_data"]


def test_nothing_else_asks_the_machine_what_day_it_is() -> None:
    folders = ("commands", "dashboard", "data", "indicators")
    files = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    by_machine = ("date.today(", "datetime.now(", "utcnow(")
    assert [
        path.relative_to(ROOT).as_posix()
        for path in files
        if any(call in path.read_text(encoding="utf-8") for call in by_machine)
    ] == ["data/clock.py"]
