"""A line of the bench says whether its goal is met, and if not, why."""

import pytest

from tests.bench.clock import Ratio

LIMIT = "one paint"


@pytest.mark.parametrize(
    ("itog", "bare", "target", "is_missed"),
    [
        (4.0, 1.0, "<= 3x", True),
        (3.0, 1.0, "<= 3x", False),
        (200.0, 90.0, "<= 180 MB", True),
        (180.0, 1.0, "<= 180 MB", False),
        (9.0, 1.0, "flat", False),
        (9.0, 1.0, "", False),
    ],
)
def test_a_missed_goal_says_why(itog: float, bare: float, target: str, is_missed: bool) -> None:
    ratio = Ratio("a page", itog, bare, target, "ms", LIMIT)
    assert ratio.is_missed is is_missed
    assert str(ratio).endswith(f"why not: {LIMIT}") is is_missed


def test_a_line_without_a_limit_is_one_line() -> None:
    assert "\n" not in str(Ratio("a page", 4.0, 1.0, "<= 3x"))
