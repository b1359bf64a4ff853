"""Moments as people read them: by the clock on their wall, with its offset, in one form."""

import datetime
import sys
from zoneinfo import ZoneInfo

import pytest

from app import Settings, open_database
from data import clock
from data.audit import events, trail
from data.audit.search import Sought
from data.audit.trail import AuditScope
from data.refusals import Problem, Refusal
from data.time_zone import set_time_zone
from tests.sample_programme import SampleProgramme

AT = datetime.datetime.fromisoformat("2026-11-28 13:05")


@pytest.mark.parametrize(
    ("zone", "at", "ru", "en"),
    [
        ("Asia/Vladivostok", AT, "28.11.2026, 23:05 UTC+10", "28 Nov 2026, 23:05 UTC+10"),
        ("Asia/Kamchatka", AT, "29.11.2026, 01:05 UTC+12", "29 Nov 2026, 01:05 UTC+12"),
        ("Asia/Kolkata", AT, "28.11.2026, 18:35 UTC+5:30", "28 Nov 2026, 18:35 UTC+5:30"),
        ("America/St_Johns", AT, "28.11.2026, 09:35 UTC−3:30", "28 Nov 2026, 09:35 UTC−3:30"),
        ("Europe/Berlin", AT, "28.11.2026, 14:05 UTC+1", "28 Nov 2026, 14:05 UTC+1"),
        ("Etc/UTC", AT, "28.11.2026, 13:05 UTC", "28 Nov 2026, 13:05 UTC"),
    ],
)
def test_a_moment_is_told_by_the_clock_on_the_wall(
    zone: str, at: datetime.datetime, ru: str, en: str
) -> None:
    set_time_zone(zone)
    assert (clock.moment(at, "ru"), clock.moment(at, "en")) == (ru, en)


def test_the_offset_is_that_of_the_moment_in_summer_as_in_winter() -> None:
    set_time_zone("Europe/Berlin")
    assert clock.time_of_day(datetime.datetime.fromisoformat("2026-07-01 12:00")) == "14:00 UTC+2"
    assert clock.day_begins(datetime.date(2026, 7, 1)) == datetime.datetime.fromisoformat(
        "2026-06-30 22:00"
    )
    assert clock.day_begins(datetime.date(2026, 12, 1)) == datetime.datetime.fromisoformat(
        "2026-11-30 23:00"
    )


def test_a_refusal_tells_its_moment_in_the_readers_form() -> None:
    set_time_zone("Asia/Vladivostok")
    problem = Problem("draft_changed", {"id": 3, "author": "anna", "at": AT})
    assert "anna (28.11.2026, 23:05 UTC+10)" in problem.text("ru")
    assert "anna has saved draft No. 3 (28 Nov 2026, 23:05 UTC+10)" in problem.text("en")


@pytest.mark.parametrize(
    "name", ["Asia/Vladivostock", "Europe", "../etc/passwd", "UTC+10", "владивосток", "A" * 9_000]
)
def test_a_zone_that_there_is_not_is_refused_at_the_start(name: str) -> None:
    settings = Settings.of({"ITOG_TIMEZONE": name, "ITOG_DATABASE_URL": "sqlite:///nowhere.db"})
    with pytest.raises(Refusal) as refused:
        open_database(settings)
    ru, en = refused.value.text("ru"), refused.value.text("en")
    assert f"ITOG_TIMEZONE: часового пояса «{name[:100]}» нет." in ru
    assert f"ITOG_TIMEZONE: there is no time zone “{name[:100]}”." in en
    assert "Europe/Moscow" in ru
    assert "Europe/Moscow" in en
    assert len(ru) < 500
    assert ("Похоже на «Asia/Vladivostok»." in ru) == (name == "Asia/Vladivostock")


@pytest.mark.skipif(sys.platform == "win32", reason="TZ names a zone on systems like Unix")
@pytest.mark.parametrize(
    ("named", "zone"),
    [
        ("Asia/Vladivostok", ZoneInfo("Asia/Vladivostok")),
        (":Asia/Vladivostok", ZoneInfo("Asia/Vladivostok")),
        ("nowhere", datetime.UTC),
    ],
)
def test_unset_the_zone_is_the_machines(
    named: str, zone: datetime.tzinfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", named)
    clock._of_machine.cache_clear()
    set_time_zone("")
    assert clock.time_zone() == zone
    clock._of_machine.cache_clear()


def test_a_day_of_the_audit_is_a_local_day(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_time_zone("Asia/Vladivostok")
    with SampleProgramme(database_url) as world:
        for at, subject in (
            (datetime.datetime.fromisoformat("2031-05-09 13:59:59"), "evening"),
            (datetime.datetime.fromisoformat("2031-05-09 14:00"), "midnight"),
            (datetime.datetime.fromisoformat("2031-05-10 13:59:59"), "last second"),
            (datetime.datetime.fromisoformat("2031-05-10 14:00"), "morrow"),
        ):
            monkeypatch.setattr(events, "now", lambda at=at: at)
            with world.database.writing("test") as session:
                events.note(session, "anna", "draft_begun", subject, programme=world.code)
        day = datetime.date(2031, 5, 10)
        with world.database.read() as session:
            listed = trail.every_entry(
                session, AuditScope("ada", people=True), Sought(since=day, until=day)
            )
            assert [entry.words for entry in listed] == ["last second", "midnight"]


@pytest.mark.parametrize("zone", ["Asia/Vladivostok", "America/New_York"])
def test_the_first_and_the_last_day_of_the_calendar_begin_and_end(zone: str) -> None:
    clock.keep_time_of(ZoneInfo(zone))
    try:
        assert clock.day_begins(datetime.date.min).year == 1
        assert clock.day_ends(datetime.date.max).year == 9999
    finally:
        clock.keep_time_of(None)


def test_a_local_day_ends_where_the_next_begins() -> None:
    clock.keep_time_of(ZoneInfo("Asia/Vladivostok"))
    try:
        day = datetime.date(2026, 7, 1)
        next_day = clock.day_begins(day + datetime.timedelta(days=1))
        assert clock.day_ends(day) + datetime.timedelta(microseconds=1) == next_day
    finally:
        clock.keep_time_of(None)
