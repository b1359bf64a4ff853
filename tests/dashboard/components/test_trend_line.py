"""A small chart as SVG shows the numbers of its figure: each at its place, a gap as a gap."""

import re

from dashboard.components.plain import markup
from dashboard.components.trend_line import WIDTH, sparkline
from dashboard.figures.trend import HEIGHT, trend
from tests.dashboard.figures.frames import years


def outlines(*values: float | str, plans: list[float]) -> list[tuple[str, str]]:
    """Each path with the width of its stroke."""
    html = markup(sparkline(trend(years(*values, plans=plans)), label="a & b"))
    assert 'role="img" aria-label="a &amp; b"' in html
    assert f'viewbox="0 0 {WIDTH} {HEIGHT}"' in html
    return re.findall(r'<path d="([^"]*)" style="stroke: #\w+; stroke-width: ([\d.]+)px', html)


def at(place: float, value: float, *, count: int, low: float, high: float) -> str:
    """Where a value stands, by the rule of the figure: a fifth of the span free above and below."""
    room = (high - low) * 0.2
    x = (place + 0.2) / (count - 0.6) * 100
    y = (high + room - value) / (high - low + 2 * room) * HEIGHT
    return f"{x:.2f} {y:.2f}"


def test_every_value_stands_at_its_place_and_zero_is_a_value() -> None:
    span = {"count": 4, "low": 0, "high": 3}
    plan, line, rim, dot = outlines(1, 0, 3, "not_due", plans=[2, 2, 2, 2])
    assert plan[0] == "M" + "L".join(at(place, 2, **span) for place in range(4))
    assert line[0] == "M" + "L".join(at(*point, **span) for point in ((0, 1), (1, 0), (2, 3)))
    assert rim == (f"M{at(2, 3, **span)}h0", "14")
    assert dot == (f"M{at(2, 3, **span)}h0", "10")


def test_a_gap_is_no_line_and_a_lonely_value_a_dot() -> None:
    _plan, line, lonely, *_last = outlines(1, "no_data", 3, 4, plans=[5, 5, 5, 5])
    first, rest = line[0].removeprefix("M").split("M")
    assert first.endswith("h0")
    assert rest.count("L") == 1
    assert lonely == (f"M{first}", "5")


def test_without_a_value_only_the_plan_is_drawn() -> None:
    (plan, line) = outlines("no_data", "no_data", plans=[1, 2])
    assert plan[0].count("L") == 1
    assert line[0] == ""
