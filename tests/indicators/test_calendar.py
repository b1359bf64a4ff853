"""The calendar: what stands on which day, narrowed, counted by month, and as of a revision."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest

from data.tables.programmes import Activity
from indicators.calendar.days import CalendarFilter, calendar_days, months_of
from tests import template_databases
from tests.sample_programme import SampleProgramme

YEAR = datetime.date(2014, 1, 1), datetime.date(2014, 12, 31)
ALL = CalendarFilter()


def filled(url: str) -> SampleProgramme:
    """Three events, an act, a control date and two reports due on one day."""
    with SampleProgramme(url) as world:
        with world.revision():
            world.record(
                "events", "2014-03-05", "north", type="seminar", title="Семинар", number="М-1"
            )
            world.record(
                "events", "2014-03-20", type="council_meeting", title="Заседание", number="М-2",
                participants=25,
            )  # fmt: skip
            world.record("events", "2014", "south", type="fair", title="Ярмарка", number="М-3")
            world.record("events", "2015-01-01", type="fair", title="Другая", number="М-4")
            world.record("legal_acts", "2014-03-20", act_number="906", title="О реестре")
            planned = datetime.date(2014, 12, 20)
            world._add(
                Activity(
                    number="A-1", fingerprint="", year=2014, name_ru="Газета", name_en="Paper",
                    planned_on=planned, done_on=datetime.date(2015, 1, 12), responsible="Отдел",
                ),
                "activities",
                years=[2014],
            )  # fmt: skip
            grants = [
                world.record("grants", "2014-02-01", "north", decision="awarded",
                             decided_on="2014-03-01", awarded=Decimal(1))
                for _ in range(2)
            ]  # fmt: skip
        for grant in grants:
            world.replace("grants", grant, report_due_on=datetime.date(2014, 12, 25))
    return world


@pytest.fixture
def world(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


def titles(world: SampleProgramme, filters: CalendarFilter = ALL, *ends, **more) -> list[tuple]:
    with world.database.read() as session:
        listed = calendar_days(session, world.code, *(ends or YEAR), filters, **more)
    return [(each.day.isoformat(), each.sort, each.title) for each in listed.entries]


def test_everything_stands_on_its_day(world: SampleProgramme) -> None:
    assert titles(world) == [
        ("2014-01-01", "event", "Ярмарка"),
        ("2014-03-05", "event", "Семинар"),
        ("2014-03-20", "event", "Заседание"),
        ("2014-03-20", "act", "О реестре"),
        ("2014-12-20", "activity", "Газета"),
        ("2014-12-25", "report", ""),
    ]


def test_what_an_entry_knows(world: SampleProgramme) -> None:
    with world.database.read() as session:
        entries = calendar_days(session, world.code, *YEAR, ALL, language="en").entries
    by_sort = {each.sort: each for each in entries}
    assert by_sort["report"].number == 2
    assert by_sort["act"].key == "906"
    activity = by_sort["activity"]
    assert (activity.title, activity.responsible) == ("Paper", "Отдел")
    assert activity.done_on == datetime.date(2015, 1, 12)
    fair = entries[0]
    assert (fair.precision, fair.participants) == ("year", None)
    assert entries[2].participants == 25


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (CalendarFilter(sort="act"), ["О реестре"]),
        (CalendarFilter(type="seminar"), ["Семинар"]),
        (CalendarFilter(sort="event", district="north"), ["Семинар"]),
        (CalendarFilter(sort="event", district="none"), ["Заседание"]),
        (CalendarFilter(sort="report", district="south"), []),
        (CalendarFilter(sort="activity"), ["Газета"]),
    ],
)
def test_the_calendar_is_narrowed(world, filters: CalendarFilter, expected: list[str]) -> None:
    assert [title for _day, _sort, title in titles(world, filters)] == expected


def test_months_are_counted_and_a_year_is_no_january(world: SampleProgramme) -> None:
    with world.database.read() as session:
        numbers = months_of(session, world.code, 2014, ALL)
    assert numbers == {
        (0, "event"): 1,
        (3, "event"): 2,
        (3, "act"): 1,
        (12, "activity"): 1,
        (12, "report"): 1,
    }


def test_what_does_not_fit_is_counted(world: SampleProgramme) -> None:
    with world.database.read() as session:
        listed = calendar_days(session, world.code, *YEAR, CalendarFilter(sort="event"), limit=1)
    assert (len(listed.entries), listed.left) == (1, 2)


def test_a_calendar_is_as_of_a_revision(world: SampleProgramme) -> None:
    before = world.database.newest()
    world.record("events", "2014-05-05", type="fair", title="Новая")
    assert "Новая" in str(titles(world))
    assert "Новая" not in str(titles(world, as_of=before))


def test_a_decision_stands_on_the_day_by_which_somebody_is_to_act(world: SampleProgramme) -> None:
    with world.revision():
        world.decision("Открыть зал", "2014-03-20", "2014-04-01", "Отдел", state="done")
        world.decision("Починить крышу", "2014-03-20", "2014-04-02", district="north")
    only = CalendarFilter(sort="decision")
    assert titles(world, only) == [
        ("2014-04-01", "decision", "Открыть зал"),
        ("2014-04-02", "decision", "Починить крышу"),
    ]
    # one that names no district is everybody's, as a control date is
    assert [
        title
        for _day, _sort, title in titles(world, CalendarFilter(sort="decision", district="south"))
    ] == ["Открыть зал"]
    assert len(titles(world, CalendarFilter(sort="decision", district="north"))) == 2
    with world.database.read() as session:
        entry, _other = calendar_days(session, world.code, *YEAR, only).entries
        assert (entry.responsible, entry.state) == ("Отдел", "done")
        assert months_of(session, world.code, 2014, only) == {(4, "decision"): 2}
