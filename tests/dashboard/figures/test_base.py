from decimal import Decimal

import pytest

from dashboard.figures import base
from dashboard.figures.theme import LIGHT
from tests.dashboard.figures.frames import with_column, years


def test_numbers_become_floats_and_absence_none():
    assert base.numbers([Decimal("1.5"), None, 0]) == [1.5, None, 0.0]


def test_only_the_state_value_is_drawn():
    frame = with_column(years(0, "no_data", 3), "value", [0.0, 9.0, 3.0])
    assert base.drawn(frame) == [0.0, None, 3.0]


def test_an_axis_always_contains_zero():
    assert base.span([5.0, None, 10.0], room=0.1) == (0.0, 11.0)
    assert base.span([-10.0, 10.0], room=0.1) == (-12.0, 12.0)
    low, high = base.span([None])
    assert low == 0.0
    assert high > 0


def test_long_words_are_never_cut():
    assert base.wrapped("Железнодорожный район", 8) == "Железнодорожный<br>район"


def test_numbers_stand_still():
    layout = base.figure([], theme=LIGHT, labels=base.ChartLabels(), height=100)["layout"]
    assert layout["uirevision"]
    assert layout["dragmode"] is False
    assert "transition" not in layout


def test_type_is_readable_from_the_back_row():
    assert base.common_layout(LIGHT, base.ChartLabels(), 100)["font"]["size"] >= 14


@pytest.mark.parametrize("status", [None, ""])
def test_no_status_has_no_shape(status):
    assert base.glyph(status, LIGHT) == ""


def test_numbers_are_written_the_readers_way():
    labels = base.ChartLabels(separators=",\u00a0")
    assert base.common_layout(LIGHT, labels, 100)["separators"] == ",\u00a0"
