"""Which day's digest is due: written out by hand, over a month whose days of the week are known."""

import datetime

import pytest

from data.clock import day_begins
from data.digests.deliveries import due_days
from data.digests.subscriptions import DigestWish, Subscription

JUNE = datetime.date(2026, 6, 1)
"""A Monday."""


def day(number: int) -> datetime.date:
    return JUNE.replace(day=number)


def subscription(rhythm: str, weekday: int = 0, confirmed: int | None = 1) -> Subscription:
    at = confirmed and day_begins(day(confirmed)) + datetime.timedelta(hours=9)
    wish = DigestWish("a@b.example", rhythm, weekday)
    return Subscription(1, 1, "anna", True, wish, "key", at or None, 1)


@pytest.mark.parametrize(
    ("rhythm", "weekday", "today", "expected"),
    [
        ("daily", 0, 1, []),  # the day on which it was confirmed
        ("daily", 0, 2, [2]),
        ("daily", 0, 7, [7]),
        ("weekly", 0, 7, []),  # the Monday before is that of the confirmation
        ("weekly", 0, 8, [8]),
        ("weekly", 0, 14, [8]),  # made up for, up to the Sunday
        ("weekly", 0, 15, [15]),
        ("weekly", 4, 4, []),
        ("weekly", 4, 5, [5]),
        ("weekly", 4, 11, [5]),
        ("meeting", 0, 16, []),
        ("meeting", 0, 17, [20]),
        ("meeting", 0, 19, [20, 22]),
        ("meeting", 0, 21, [22]),
        ("meeting", 0, 23, []),
    ],
)
def test_the_day_whose_digest_should_have_come(
    rhythm: str, weekday: int, today: int, expected: list[int]
) -> None:
    meetings = [day(22), day(20)]
    listed = due_days(subscription(rhythm, weekday), meetings, day(today))
    assert listed == [day(number) for number in expected]


@pytest.mark.parametrize("rhythm", ["daily", "weekly", "meeting"])
def test_nothing_is_due_to_an_address_that_is_not_confirmed(rhythm: str) -> None:
    assert due_days(subscription(rhythm, confirmed=None), [day(9)], day(8)) == []
