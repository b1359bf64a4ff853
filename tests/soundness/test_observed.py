"""Observed values: exact rows, combining places and periods, stages, parts and printed dashes."""

from decimal import Decimal
from typing import Any

import pytest

from indicators.answers.answer import Answer
from tests.soundness.towns import Town

SUM = {"places": "sum", "periods": "sum"}


@pytest.fixture
def reported(town: Town) -> Town:
    town.define("said", kind="observed", combine=SUM)
    town.define("meant", kind="observed", combine={"places": "mean", "periods": "mean"})
    town.define("weighed", kind="observed", combine={"places": "weighted_mean", "periods": "none"})
    town.define("newest", kind="observed", combine={"places": "none", "periods": "last"})
    town.define("alone", kind="observed", combine={})
    return town


def of_2015(town: Town, code: str, **question: Any) -> Answer:
    return town.year(code, 2015, **question)


def test_a_row_for_exactly_the_asked_place_and_period_wins(reported: Town) -> None:
    with reported.revision():
        for place, value in ((None, 100), ("north", 30), ("south", 40)):
            reported.observe("said", "2015", value, place)
    assert of_2015(reported, "said").value == 100
    assert reported.values("said", years=(2015, 2015), by=("district", "year")) == [30, 40]


def test_children_combine_with_the_share_of_those_reported(reported: Town) -> None:
    reported.observe("said", "2015", 30, "north")
    answer = of_2015(reported, "said")
    assert (answer.value, answer.coverage, answer.marks, answer.records) == (
        30,
        0.5,
        ("partial",),
        None,
    )
    reported.observe("said", "2015", 12, "south")
    answer = of_2015(reported, "said")
    assert (answer.value, answer.coverage, answer.marks) == (42, 1.0, ())


def test_shorter_periods_combine_into_longer_ones(reported: Town) -> None:
    with reported.revision():
        for code in ("said", "meant", "newest"):
            for quarter, value in ((1, 1), (2, 3), (3, 8)):
                reported.observe(code, f"2015-Q{quarter}", value)
    values = {code: of_2015(reported, code).value for code in ("said", "meant", "newest")}
    assert values == {"said": 12, "meant": 4, "newest": 8}
    assert of_2015(reported, "said").coverage == 0.75


def test_one_district_does_not_outweigh_all_quarters_of_the_whole(reported: Town) -> None:
    with reported.revision():
        for quarter, value in enumerate((10, 11, 12, 13), 1):
            reported.observe("said", f"2015-Q{quarter}", value)
        reported.observe("said", "2015", 5, "north")
        reported.observe("said", "2015-H1", 99)
    answer = of_2015(reported, "said")
    assert (answer.value, answer.coverage, answer.marks) == (46, 1.0, ())
    reported.observe("said", "2015", 50, "south")
    assert of_2015(reported, "said").value == 55, "of equals the districts come first"


def test_a_rule_of_none_combines_nothing(reported: Town) -> None:
    with reported.revision():
        reported.observe("alone", "2015-Q1", 4)
        reported.observe("alone", "2015", 4, "north")
        reported.observe("alone", "2015", 4, "south")
    assert of_2015(reported, "alone").state == "no_data"
    assert of_2015(reported, "alone", district="north").value == 4


def test_a_year_is_never_spread_over_quarters(reported: Town) -> None:
    reported.observe("said", "2015", 12)
    assert reported.values("said", years=(2015, 2015), by=("quarter",)) == [None] * 4
    assert (
        reported.values("said", years=(2015, 2015), by=("quarter",), within_year=True) == [None] * 4
    )


def test_a_weighted_mean_uses_the_rows_weight(reported: Town) -> None:
    reported.observe("weighed", "2015", 10, "north", weight=Decimal(3))
    reported.observe("weighed", "2015", 20, "south", weight=Decimal(1))
    assert of_2015(reported, "weighed").value == Decimal("12.5")


@pytest.mark.parametrize("weights", [(Decimal(0), Decimal(0)), (Decimal(3), None), (None, None)])
def test_without_weights_to_divide_by_a_weighted_mean_is_not_applicable_though_all_is_reported(
    reported: Town, weights: tuple[Decimal | None, ...]
) -> None:
    for place, weight in zip(("north", "south"), weights, strict=True):
        reported.observe("weighed", "2015", 10, place, weight=weight)
    answer = of_2015(reported, "weighed")
    assert (answer.state, answer.value, answer.coverage) == ("not_applicable", None, 1.0)


def test_a_place_whose_weights_are_all_zero_weighs_nothing_in_the_whole(port: Town) -> None:
    port.define("weighed", kind="observed", combine={"places": "weighted_mean"})
    with port.revision():
        for place, value, weight in (
            ("dock", 1, 0),
            ("pier", 2, 0),
            ("hill", 10, 1),
            ("field", 40, 2),
        ):
            port.observe("weighed", "2015", value, place, weight=Decimal(weight))
    assert port.year("weighed", 2015, district="port").state == "not_applicable"
    whole = port.year("weighed", 2015)
    assert (whole.value, whole.coverage, whole.marks) == (30, 1.0, ())


def test_a_weight_missing_below_spoils_the_mean_of_every_level_above(port: Town) -> None:
    """10 and 20 in the port, the second without a weight; 10 on the hill: the whole is not 5."""
    port.define("weighed", kind="observed", combine={"places": "weighted_mean"})
    with port.revision():
        port.observe("weighed", "2015", 10, "dock", weight=Decimal(5))
        port.observe("weighed", "2015", 20, "pier")
        for place in ("hill", "field"):
            port.observe("weighed", "2015", 10, place, weight=Decimal(5))
    assert port.year("weighed", 2015, district="port").state == "not_applicable"
    whole = port.year("weighed", 2015)
    assert (whole.state, whole.value, whole.coverage) == ("not_applicable", None, 1.0)


def test_periods_give_a_number_where_the_weights_of_the_districts_do_not(reported: Town) -> None:
    reported.define("both", kind="observed", combine={"places": "weighted_mean", "periods": "mean"})
    with reported.revision():
        for place in ("north", "south"):
            reported.observe("both", "2015", 10, place, weight=Decimal(0))
        reported.observe("both", "2015-Q1", 7)
    assert of_2015(reported, "both").value == 7


@pytest.mark.parametrize("order", [("preliminary", "refined"), ("refined", "preliminary")])
def test_refined_beats_preliminary_whichever_came_first(
    reported: Town, order: tuple[str, str]
) -> None:
    for stage in order:
        reported.observe("said", "2015", 7 if stage == "refined" else 5, stage=stage)
    answer = of_2015(reported, "said")
    assert (answer.value, answer.marks) == (7, ())


def test_a_preliminary_value_is_marked(reported: Town) -> None:
    reported.observe("said", "2015", 5, "north", stage="preliminary")
    assert of_2015(reported, "said", district="north").marks == ("preliminary",)
    assert "preliminary" in of_2015(reported, "said").marks


def test_a_total_beats_its_parts(reported: Town) -> None:
    with reported.revision():
        for by, value in (("sex=f", 3), ("sex=m", 4), ("", 9)):
            reported.observe("said", "2015", value, by=by)
    assert of_2015(reported, "said").value == 9


def test_parts_of_one_set_are_summed_where_there_is_no_total(reported: Town) -> None:
    with reported.revision():
        for code in ("said", "alone", "meant"):
            for by, value in (("sex=f", 3), ("sex=m", 4)):
                reported.observe(code, "2015", value, by=by)
    assert of_2015(reported, "said").value == 7
    assert of_2015(reported, "alone").state == "no_data"  # the rule is not a sum
    assert of_2015(reported, "meant").state == "no_data"


def test_parts_of_several_sets_are_not_added_together(reported: Town) -> None:
    with reported.revision():
        for by, value in (("sex=f", 3), ("sex=m", 4), ("age=young", 7)):
            reported.observe("said", "2015", value, by=by)
    assert of_2015(reported, "said").state == "no_data"


def test_a_printed_dash_is_not_applicable(reported: Town) -> None:
    reported.observe("said", "2015", None, printed="-")
    assert (of_2015(reported, "said").state, reported.year("said", 2016).state) == (
        "not_applicable",
        "no_data",
    )


def test_within_the_year_sums_gather(reported: Town) -> None:
    with reported.revision():
        for quarter, value in ((1, 1), (2, 3), (4, 8)):
            reported.observe("said", f"2015-Q{quarter}", value)
    answers = reported.ask("said", years=(2015, 2015), by=("quarter",), within_year=True)
    assert [answer.value for answer in answers] == [1, 4, None, 12]
    assert [answer.coverage for answer in answers] == [1.0, 1.0, 0.0, 0.75]


def test_a_lower_bound_is_marked(reported: Town) -> None:
    reported.observe("said", "2015", 34, lower_bound=True)
    assert of_2015(reported, "said").marks == ("lower_bound",)


def test_a_range_combines_its_years(reported: Town) -> None:
    for year, value in ((2014, 1), (2015, 2), (2016, 4)):
        reported.observe("said", str(year), value)
    assert reported.values("said", by=()) == [7]
    assert reported.values("said", by=(), years=(2015, 2016)) == [6]


def test_a_range_combines_years_however_each_is_known(reported: Town) -> None:
    """One year was reported as a whole, one by quarters, one by districts."""
    with reported.revision():
        reported.observe("said", "2014", 1)
        for quarter in range(1, 5):
            reported.observe("said", f"2015-Q{quarter}", 10)
        for place in ("north", "south"):
            reported.observe("said", "2016", 100, place)
    answer = reported.one("said", by=("range",))
    assert (answer.period, answer.value, answer.coverage, answer.marks) == (
        "2014..2016",
        241,
        1.0,
        (),
    )
    assert answer.plan is None
    assert reported.values("said", by=("district", "range")) == [100, 100]


def test_a_value_before_the_programme_reaches_the_change_from_it(reported: Town) -> None:
    reported.define(
        "gain", kind="observed", combine=SUM, change={"from": "previous", "as": "difference"}
    )
    reported.observe("gain", "2014", 10)
    assert reported.values("gain")[0] is None
    reported.observe("gain", "2013", 4)
    assert reported.values("gain")[0] == 6
    assert reported.doctor() == []


def test_places_of_a_tree_combine_level_by_level(port: Town) -> None:
    port.define("said", kind="observed", combine=SUM)
    with port.revision():
        for place, value in (("dock", 1), ("pier", 2), ("hill", 4), ("field", 8)):
            port.observe("said", "2015", value, place)
    assert port.year("said", 2015, district="port").value == 3
    assert port.year("said", 2015).value == 15
    assert port.values("said", years=(2015, 2015), by=("district", "year"), cut="okrugs") == [6, 1]
    port.observe("said", "2015", 30, "port")
    assert port.year("said", 2015).value == 42
