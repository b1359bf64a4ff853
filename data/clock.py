"""The one clock of what is written down: UTC, to the second, without a zone in the value.

People read it by the clock on their own wall: in the time zone of the installation, whose offset
stands beside the time.
"""

import datetime
import os
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

UNKNOWN_ZONE = (KeyError, ValueError, OSError)
"""What ``ZoneInfo`` raises for a name that is none: unknown, no path, or a folder of zones."""
LOCALTIME = Path("/etc/localtime")
DATABASE = "zoneinfo/"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HOUR = datetime.timedelta(hours=1)

_chosen: list[datetime.tzinfo] = []


def now() -> datetime.datetime:
    """This second in UTC."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None, microsecond=0)


def keep_time_of(zone: datetime.tzinfo | None) -> None:
    """Tell every moment of this process in a time zone; in the machine's own where none is given."""
    _chosen[:] = [zone] if zone is not None else []


def time_zone() -> datetime.tzinfo:
    """The zone in which moments are told."""
    return _chosen[0] if _chosen else _of_machine()


def local(at: datetime.datetime) -> datetime.datetime:
    """A moment that was written down, by the clock on the wall."""
    return at.replace(tzinfo=datetime.UTC).astimezone(time_zone())


def local_day(at: datetime.datetime) -> datetime.date:
    """The day that it was where the installation is."""
    return local(at).date()


def today() -> datetime.date:
    """The day that it is where the installation is: by it something is due."""
    return local_day(now())


def day_begins(day: datetime.date) -> datetime.datetime:
    """The moment, as it is written down, at which a local day begins."""
    return _in_utc(day, datetime.time.min)


def day_ends(day: datetime.date) -> datetime.datetime:
    """The last moment, as it is written down, of a local day."""
    return _in_utc(day, datetime.time.max)


def _in_utc(day: datetime.date, time: datetime.time) -> datetime.datetime:
    there = datetime.datetime.combine(day, time, time_zone())
    try:
        return there.astimezone(datetime.UTC).replace(tzinfo=None)
    except OverflowError:
        # the calendar's first day begins before it east of Greenwich, its last ends after it west
        return there.replace(tzinfo=None)


def time_of_day(at: datetime.datetime) -> str:
    """«23:05 UTC+10»."""
    there = local(at)
    return f"{there:%H:%M} {_offset(there.utcoffset() or datetime.timedelta())}"


def moment(at: datetime.datetime, language: str) -> str:
    """«28.11.2026, 23:05 UTC+10», “28 Nov 2026, 23:05 UTC+10”."""
    return f"{named_day(local_day(at))[language]}, {time_of_day(at)}"


def named_day(day: datetime.date) -> dict[str, str]:
    """«28.11.2026» and “28 Nov 2026”, by language."""
    russian = f"{day.day:02}.{day.month:02}.{day.year:04}"
    return {"ru": russian, "en": f"{day.day} {MONTHS[day.month - 1]} {day.year}"}


def _offset(ahead: datetime.timedelta) -> str:
    """«UTC+10», «UTC−3:30», and «UTC» for what is neither."""
    hours, rest = divmod(abs(ahead), HOUR)
    minutes = f":{rest // datetime.timedelta(minutes=1):02}" if rest else ""
    return f"UTC{'+' if ahead > 0 * HOUR else '−'}{hours}{minutes}" if ahead else "UTC"


@cache
def _of_machine() -> datetime.tzinfo:
    """The zone that the machine names, by ``TZ`` or by its link into the zones; else UTC."""
    link = str(LOCALTIME.resolve()).rpartition(DATABASE)
    name = os.environ.get("TZ", "").removeprefix(":") or (link[2] if link[1] else "")
    try:
        return ZoneInfo(name) if name else datetime.UTC
    except UNKNOWN_ZONE:
        return datetime.UTC
