"""Values reported in parts: each part comes back as it was reported, beside its total, and nothing
is added up twice.

The expected numbers of the last tests are made by pandas from the same rows, by nobody of ours.
"""

from collections.abc import Sequence
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data.refusals import Refusal
from data.tables.definitions import Observation
from indicators.answers.answer import Answer
from indicators.impact.changes import changes
from indicators.impact.effect import effect_of_publishing
from indicators.sheets.effect import effect_sheet
from tests.depth import examples
from tests.sample_programme import yaml_of
from tests.soundness.towns import Town

SUM = {"places": "sum", "periods": "sum"}
AGE = {
    "age": {
        "name": {"ru": "Возраст", "en": "Age group"},
        "values": {
            "young": {"ru": "до 35", "en": "under 35"},
            "old": {"ru": "35 и старше", "en": "35 and over"},
        },
    }
}


@pytest.fixture
def reported(town: Town) -> Town:
    town.define("said", kind="observed", combine=SUM)
    town.define("named", kind="observed", combine=SUM, disaggregations=AGE)
    town.define("alone", kind="observed", combine={})
    return town


def parts(town: Town, code: str, split: str = "age", **question: Any) -> dict[str | None, Any]:
    """The value of each part; the total has no name."""
    return {answer.split: answer.value for answer in _answers(town, code, split, **question)}


def _answers(town: Town, code: str, split: str = "age", **question: Any) -> Sequence[Answer]:
    return town.ask(code, **{"years": (2015, 2015), "split": split} | question)


def test_parts_come_back_beside_their_total(reported: Town) -> None:
    with reported.revision():
        for by, value in (("age=young", 3), ("age=old", 4), ("", 9)):
            reported.observe("said", "2015", value, by=by, source="Survey")
    assert parts(reported, "said") == {"old": 4, "young": 3, None: 9}
    answers = _answers(reported, "said")
    assert {(each.state, each.coverage, each.records, each.source) for each in answers} == {
        ("value", 1.0, None, "Survey")
    }


def test_a_total_that_nobody_reported_is_the_sum_of_the_parts(reported: Town) -> None:
    with reported.revision():
        for by, value in (("age=young", 3), ("age=old", 4)):
            reported.observe("said", "2015", value, by=by)
    assert parts(reported, "said") == {"old": 4, "young": 3, None: 7}


def test_where_nothing_was_reported_a_part_is_no_data_and_not_zero(reported: Town) -> None:
    reported.observe("said", "2015", 3, by="age=young")
    reported.observe("said", "2014", 1, by="age=old")
    states = {
        (each.split, each.period): (each.state, each.value)
        for each in _answers(reported, "said", years=None)
    }
    assert states["old", "2015"] == ("no_data", None)
    assert states["young", "2014"] == ("no_data", None)
    assert states["old", "2014"] == ("value", 1)
    assert states["young", "2016"] == ("no_data", None)


def test_a_part_is_of_its_place_and_combines_by_the_rule(reported: Town) -> None:
    with reported.revision():
        for code in ("said", "alone"):
            for place, by, value in (
                ("north", "age=young", 3),
                ("south", "age=young", 5),
                ("north", "age=old", 7),
            ):
                reported.observe(code, "2015", value, place, by=by)
    by_district = _answers(reported, "said", by=("district", "year"))
    values = {(each.split, each.district): each.value for each in by_district}
    assert values == {("young", "north"): 3, ("young", "south"): 5, ("old", "north"): 7, ("old", "south"): None,
                     (None, "north"): 10, (None, "south"): 5}  # fmt: skip
    whole = {each.split: (each.value, each.marks) for each in _answers(reported, "said")}
    assert whole == {"young": (8, ()), "old": (7, ("partial",)), None: (15, ())}
    assert parts(reported, "alone") == {"young": None, "old": None, None: None}


def test_parts_have_shorter_periods_and_a_whole_range(reported: Town) -> None:
    with reported.revision():
        for quarter in range(1, 5):
            reported.observe("said", f"2015-Q{quarter}", quarter, by="age=young")
        reported.observe("said", "2014", 100, by="age=young")
        reported.observe("said", "2016", 1000, by="age=young")
    assert parts(reported, "said")["young"] == 10
    ranged = [
        each
        for each in _answers(reported, "said", years=None, by=("range",))
        if each.split == "young"
    ]
    assert [(each.period, each.value) for each in ranged] == [("2014..2016", 1110)]
    quarters = [
        each.value for each in _answers(reported, "said", by=("quarter",)) if each.split == "young"
    ]
    assert quarters == [1, 2, 3, 4]
    within = [
        e.value
        for e in _answers(reported, "said", by=("quarter",), within_year=True)
        if e.split == "young"
    ]
    assert within == [1, 3, 6, 10]


def test_refined_parts_beat_preliminary_ones_and_marks_stay_with_their_part(reported: Town) -> None:
    with reported.revision():
        reported.observe("said", "2015", 9, by="age=young", stage="refined")
        reported.observe("said", "2015", 3, by="age=young", stage="preliminary")
        reported.observe("said", "2015", 4, by="age=old", stage="preliminary", illustrative=True)
    marks = {each.split: (each.value, each.marks) for each in _answers(reported, "said")}
    assert marks["young"] == (9, ())
    assert marks["old"] == (4, ("illustrative", "preliminary"))


def test_a_printed_dash_of_a_part_is_not_applicable(reported: Town) -> None:
    reported.observe("said", "2015", None, by="age=young", printed="-")
    reported.observe("said", "2015", 5)
    assert [(each.split, each.state) for each in _answers(reported, "said")] == [
        ("young", "not_applicable"),
        (None, "value"),
    ]


def test_a_plan_is_of_the_total_and_of_no_part(reported: Town) -> None:
    reported.observe("said", "2015", 5)
    reported.observe("said", "2015", 5, by="age=young")
    reported.target("said", "2015", 4)
    assert {each.split: (each.plan, each.status) for each in _answers(reported, "said")} == {
        "young": (None, None),
        None: (4, "over_fulfilled"),
    }


# ---------------------------------------------------------------- several attributes


def test_a_reported_margin_beats_the_sum_of_its_cells(reported: Town) -> None:
    with reported.revision():
        for by, value in (
            ("age=young;sex=f", 1),
            ("age=young;sex=m", 2),
            ("age=young", 50),
            ("", 99),
        ):
            reported.observe("said", "2015", value, by=by)
    assert parts(reported, "said") == {"young": 50, None: 99}
    assert parts(reported, "said", "sex") == {"f": 1, "m": 2, None: 99}


def test_cells_of_two_attributes_add_up_to_a_margin_only_where_all_are_known(
    reported: Town,
) -> None:
    with reported.revision():
        for by, value in (("age=young;sex=f", 1), ("age=young;sex=m", 2), ("age=old;sex=f", 4)):
            reported.observe("said", "2015", value, by=by)
    assert parts(reported, "said") == {"young": 3, "old": None, None: 7}
    assert parts(reported, "said", "sex") == {"f": 5, "m": None, None: 7}


def test_cells_are_not_added_up_under_another_rule(town: Town) -> None:
    town.define("meant", kind="observed", combine={"places": "mean", "periods": "mean"})
    with town.revision():
        for by, value in (("age=young;sex=f", 1), ("age=young;sex=m", 2), ("", 2)):
            town.observe("meant", "2015", value, by=by)
    assert parts(town, "meant") == {"young": None, None: 2}


def test_of_several_sets_nobody_can_say_which_makes_a_margin(reported: Town) -> None:
    with reported.revision():
        for by, value in (("age=young;sex=f", 1), ("age=young;land=x", 2), ("", 9)):
            reported.observe("said", "2015", value, by=by)
    assert parts(reported, "said") == {"young": None, None: 9}


# ---------------------------------------------------------------- what a definition declares


def test_declared_values_stand_in_their_order_reported_or_not(reported: Town) -> None:
    reported.observe("named", "2015", 4, by="age=ancient")
    reported.observe("named", "2015", 3, by="age=old")
    reported.observe("named", "2015", 9)
    assert list(parts(reported, "named").items()) == [
        ("old", 3),
        ("young", None),
        ("ancient", 4),
        (None, 9),
    ]


def test_a_sum_without_a_declared_part_is_partial(reported: Town) -> None:
    reported.observe("named", "2015", 3, by="age=old")
    total = reported.year("named", 2015)
    assert (total.value, total.coverage, total.marks) == (3, 0.5, ("partial",))
    reported.observe("named", "2015", 4, by="age=young")
    total = reported.year("named", 2015)
    assert (total.value, total.coverage, total.marks) == (7, 1.0, ())
    assert reported.doctor() == []


@pytest.mark.parametrize("name", ["age", "AGE", " age ", "Возраст", "возраст", "Age  group"])
def test_an_attribute_is_known_by_its_names(reported: Town, name: str) -> None:
    reported.observe("named", "2015", 3, by="age=old")
    assert parts(reported, "named", name)["old"] == 3


@pytest.mark.parametrize("name", ["Country of birth", "Страна рождения"])
def test_an_undeclared_attribute_is_read_under_its_own_name(reported: Town, name: str) -> None:
    reported.observe("said", "2015", 3, by=f"{name}=Новая Зеландия")
    assert parts(reported, "said", name.upper()) == {"Новая Зеландия": 3, None: 3}


def test_rows_loaded_before_a_name_was_declared_are_read_by_it(town: Town) -> None:
    town.define("said", kind="observed", combine=SUM)
    town.observe("said", "2015", 3, by="возраст=До 35")
    town.define("said", kind="observed", combine=SUM, disaggregations=AGE)
    assert parts(town, "said", "age") == {"young": 3, "old": None, None: 3}


def test_an_unknown_attribute_is_refused_with_those_that_there_are(reported: Town) -> None:
    reported.observe("named", "2015", 3, by="land=x")
    with pytest.raises(Refusal) as refusal:
        parts(reported, "named", "colour")
    (problem,) = refusal.value.problems
    assert "Возраст (age), land" in problem.text("ru")
    assert "Age group (age), land" in problem.text("en")
    with pytest.raises(Refusal):
        parts(reported, "alone")
    with pytest.raises(Refusal) as long:
        parts(reported, "named", "x" * 1_000_000)
    assert len(str(long.value)) < 500


def test_earlier_revisions_have_the_parts_that_they_had(reported: Town) -> None:
    row = reported.observe("said", "2015", 3, by="age=young")
    then = reported.revision_number
    reported.observe("said", "2015", 4, by="age=old")
    with reported.revision():
        reported.replace("observations", row, value=30)
    assert parts(reported, "said", as_of=then) == {"young": 3, None: 3}
    assert parts(reported, "said") == {"young": 30, "old": 4, None: 34}


def test_counted_and_reported_indicators_are_split_together(reported: Town) -> None:
    reported.define("visits", kind="count", measure="consultations")
    reported.record("consultations", "2015-03-05", "north", topic="law")
    reported.observe("said", "2015", 3, by="topic=tax")
    values = {
        (each.indicator, each.split): each.value
        for each in reported.ask("visits", "said", years=(2015, 2015), split="topic")
    }
    assert values == {("visits", "law"): 1, ("visits", "tax"): None, ("said", "law"): None, ("said", "tax"): 3,
                     ("said", None): 3}  # fmt: skip


# ---------------------------------------------------------------- against pandas

ROWS = st.lists(
    st.tuples(
        st.sampled_from([2014, 2015, 2016]),
        st.sampled_from(["north", "south"]),
        st.sampled_from(["young", "middle", "old"]),
        st.sampled_from(["f", "m"]),
        st.integers(0, 1000),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda row: row[:4],
)


@given(rows=ROWS)
@settings(max_examples=examples(10, 200), deadline=None)
def test_parts_are_those_of_an_independent_computation(rows: list[tuple[Any, ...]]) -> None:
    frame = pd.DataFrame(rows, columns=["year", "district", "age", "sex", "value"])
    with TemporaryDirectory() as folder, Town(f"sqlite:///{folder}/town.db") as town:
        town.define("said", kind="observed", combine=SUM)
        with town.revision():
            for row in frame.itertuples():
                town.observe(
                    "said",
                    str(row.year),
                    row.value,
                    row.district,
                    by=f"age={row.age};sex={row.sex}",
                )
        for split, other in (("age", "sex"), ("sex", "age")):
            values = {
                (each.split, each.district, int(each.period)): each.value
                for each in town.ask("said", split=split, by=("district", "year"))
                if each.value is not None
            }
            assert values == _expected(frame, split, other)


def _expected(frame: pd.DataFrame, split: str, other: str) -> dict[tuple[Any, ...], int]:
    """Sums of cells where every value of the other attribute that was met in that place and year is
    there.
    """
    sums: dict[tuple[Any, ...], int] = {}
    for (district, year), cells in frame.groupby(["district", "year"]):
        sums[None, district, year] = int(cells["value"].sum())
        met = cells[other].nunique()
        for part, inside in cells.groupby(split):
            if inside[other].nunique() == met:
                sums[part, district, year] = int(inside["value"].sum())
    return sums


# ---------------------------------------------------------------- what changed


def differing(town: Town, since: int) -> set[tuple[Any, ...]]:
    """What changed since a revision: whole years of the whole territory."""
    with town.database.read() as session:
        differences = changes(session, town.code, since, grains=("year",))
    return {
        (
            each.split_by,
            each.split,
            each.period,
            each.old and each.old.value,
            each.new and each.new.value,
        )
        for each in differences
        if each.district is None
    }


def test_a_part_that_changes_is_told_though_its_total_stands(reported: Town) -> None:
    with reported.revision():
        for by, value in (("age=young", 3), ("age=old", 4), ("", 9)):
            reported.observe("named", "2015", value, by=by)
    before = reported.database.newest()
    reported.observe("named", "2015", 5, by="Age group=under 35", stage="refined")
    assert differing(reported, before) == {("age", "young", "2015", 3, 5)}


def test_a_part_that_changes_its_total_is_told_beside_it(reported: Town) -> None:
    reported.observe("said", "2015", 3, "north", by="age=young;sex=f")
    before = reported.database.newest()
    reported.observe("said", "2015", 4, "south", by="age=young;sex=f")
    assert differing(reported, before) == {
        (None, None, "2015", 3, 7), ("age", "young", "2015", 3, 7), ("sex", "f", "2015", 3, 7)
    }  # fmt: skip


def test_a_definition_that_alters_parts_alone_is_told(reported: Town) -> None:
    """Before it is published too: the whole and the districts have totals of their own."""
    with reported.revision():
        for district, value, by in (
            ("north", 3, "age=young"), ("south", 5, "age=young"), ("north", 4, ""), ("south", 6, ""), (None, 10, "")
        ):  # fmt: skip
            reported.observe("named", "2015", value, district, by=by)
    before = reported.database.newest()
    mean: dict[str, Any] = {
        "kind": "observed",
        "combine": {"places": "mean", "periods": "sum"},
        "disaggregations": AGE,
    }
    with reported.database.read() as session:
        draft = yaml_of("named", **mean)
        effect = effect_of_publishing(session, reported.code, [("draft.yaml", draft)])
        sheet = effect_sheet(session, effect, ("year",))
    reported.define("named", **mean)
    assert differing(reported, before) == {("age", "young", "2015", 8, 4)}
    assert [
        (row["split_by"], row["split"], row["old_value"], row["difference"]) for row in sheet.rows
    ] == [("age", "young", 8, -4)]


def test_a_part_that_comes_or_goes_is_told(reported: Town) -> None:
    reported.observe("said", "2015", 9)
    before = reported.database.newest()
    reported.observe("said", "2015", 4, by="age=old")
    assert differing(reported, before) == {("age", "old", "2015", None, 4)}
    there = reported.database.newest()
    with reported.database.transaction("test", "test") as change:
        row = change.session.scalars(select(Observation).where(Observation.by != "")).one()
        row.until = change.revision
    assert differing(reported, there) == {("age", "old", "2015", 4, None)}
    assert differing(reported, before) == set()
