"""A note stands in exactly one period of each chart, and is found by what it is about."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from data.refusals import NotFound, Refusal
from indicators.answers.question import Question
from indicators.decisions.notes import NumberNoteFacts
from indicators.periods import GRAINS, Period, parse, periods
from indicators.sheets.number_notes import number_note_rows
from tests.sample_programme import SampleProgramme

COUNTED: dict[str, Any] = {"kind": "count", "measure": "consultations"}
ENDS = {
    "2016": ("2016", "2016-H2", "2016-Q4", "2016-12"),
    "2016-H1": ("2016", "2016-H1", "2016-Q2", "2016-06"),
    "2016-Q2": ("2016", "2016-H1", "2016-Q2", "2016-06"),
    "2016-05": ("2016", "2016-H1", "2016-Q2", "2016-05"),
    "2014..2016": ("2016", "2016-H2", "2016-Q4", "2016-12"),
}


def note(period: str) -> NumberNoteFacts:
    return NumberNoteFacts(
        "1",
        "visits",
        None,
        period,
        "",
        False,
        None,
        None,
        datetime.datetime(2016, 1, 1, tzinfo=datetime.UTC),
    )


@pytest.mark.parametrize(("period", "expected"), ENDS.items(), ids=ENDS)
def test_a_note_belongs_to_the_one_period_in_which_its_own_ends(period, expected):
    for grain, label in zip(GRAINS, expected, strict=True):
        listed = [each for each in periods(grain, 2014, 2018) if note(period).belongs_to(each)]
        assert [each.label for each in listed] == [label]


def test_a_range_of_years_has_the_notes_that_end_in_it():
    assert note("2016-Q2").belongs_to(parse("2014..2016"))
    assert not note("2016-Q2").belongs_to(Period(2017))
    assert not note("2014..2018").belongs_to(parse("2014..2016"))


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Iterator[SampleProgramme]:
    with SampleProgramme(f"sqlite:///{tmp_path_factory.mktemp('notes') / 'itog.db'}") as world:
        with world.revision():
            world.define("visits", **COUNTED)
            world.define("calls", **COUNTED)
        world.number_note("visits", "2015-Q2", "Closed in May.", district="north")
        world.number_note("visits", "2014..2015", "Counted by hand.")
        world.number_note("calls", "2016", "A new form.")
        yield world


def texts(world: SampleProgramme, **filters: Any) -> list[str]:
    with world.database.read() as session:
        sheet = number_note_rows(session, Question(programme=world.code, **filters))
    return [row["text"] for row in sheet.rows]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["A new form.", "Closed in May.", "Counted by hand."]),
        ({"indicators": ("visits",)}, ["Closed in May.", "Counted by hand."]),
        ({"district": "north"}, ["Closed in May."]),
        ({"district": "south"}, []),
        ({"years": (2014, 2014)}, ["Counted by hand."]),
        ({"years": (2016, 2016)}, ["A new form."]),
    ],
    ids=["all", "indicator", "district", "another district", "years", "last year"],
)
def test_notes_are_found_by_what_they_are_about(town, filters, expected):
    assert texts(town, **filters) == expected


def test_an_earlier_revision_has_the_notes_that_stood_then(town):
    newest = number_note_rows_revision(town)
    assert texts(town, as_of=newest - 1) == ["Closed in May.", "Counted by hand."]


def number_note_rows_revision(world: SampleProgramme) -> int:
    with world.database.read() as session:
        return number_note_rows(session, Question(programme=world.code)).revision


@pytest.mark.parametrize(
    ("filters", "refusal"),
    [
        ({"indicators": ("unknown",)}, NotFound),
        ({"district": "unknown"}, NotFound),
        ({"years": (1990, 1991)}, Refusal),
    ],
    ids=["indicator", "district", "years"],
)
def test_what_a_programme_does_not_have_is_refused(town, filters, refusal):
    with pytest.raises(refusal):
        texts(town, **filters)
