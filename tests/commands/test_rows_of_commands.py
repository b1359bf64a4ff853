"""Values, records and what differs, as commands print them."""

import csv
import io
import json
from typing import Any

import pytest

from tests.commands.conftest import Run, runner
from tests.sample_programme import SampleProgramme

NAMES = [
    "programme", "indicator", "district", "period", "value", "numerator", "denominator", "records", "state", "coverage",
    "plan", "degree_raw", "degree", "status", "definition_version", "revision", "marks", "source", "due_on",
    "original_plan", "original_degree_raw", "original_status", "stage",
    "respondents", "low", "high", "interval", "level",
]  # fmt: skip


def answer_of(run: Run, *words: str) -> Any:
    """What a command says in JSON: standard output is that and nothing else."""
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def row(run: Run, indicator: str, *words: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = answer_of(
        run, "values", "--programme", "town", "--indicator", indicator, *words
    )["rows"]
    (only,) = rows
    return only


def test_a_row_has_the_names_and_types_that_programs_rely_on(ask: Run) -> None:
    visits = row(ask, "visits", "--years", "2014")
    assert list(visits) == NAMES
    assert (visits["value"], visits["records"], visits["plan"], visits["degree"]) == (3, 3, 10, 0.3)
    assert (visits["state"], visits["status"], visits["coverage"]) == ("value", "not_achieved", 1.0)
    assert (visits["district"], visits["revision"], visits["due_on"]) == (None, 2, "2015-01-31")


def test_money_is_a_string_with_its_full_scale(ask: Run) -> None:
    awarded = row(ask, "awarded", "--years", "2014")
    assert (awarded["value"], awarded["plan"], awarded["degree"]) == ("100.50", "200.00", 0.5025)
    assert (awarded["original_plan"], awarded["original_degree_raw"]) == ("200.00", 0.5025)


def test_a_ratio_is_a_number_with_whole_sides(ask: Run) -> None:
    share = row(ask, "law_share", "--years", "2014")
    assert (share["value"], share["numerator"], share["denominator"]) == (
        pytest.approx(100 / 3),
        1,
        3,
    )


def test_the_grid_is_complete_in_districts_and_years(ask: Run) -> None:
    rows = answer_of(
        ask, "values", "--programme", "town", "--indicator", "visits", "--by", "district,year"
    )["rows"]
    values = {(each["district"], each["period"]): each["value"] for each in rows}
    assert values == {
        ("north", "2014"): 2, ("north", "2015"): 0, ("north", "2016"): None,
        ("south", "2014"): 1, ("south", "2015"): 0, ("south", "2016"): None,
        ("none", "2014"): 0, ("none", "2015"): 1, ("none", "2016"): None,
    }  # fmt: skip


def test_a_range_is_one_row_a_place(ask: Run) -> None:
    rows = answer_of(
        ask, "values", "--programme", "town", "--by", "range", "--years", "2014..2015"
    )["rows"]
    assert {each["indicator"] for each in rows} == {"awarded", "law_share", "visits"}
    assert {(each["period"], each["plan"]) for each in rows} == {("2014..2015", None)}
    yearly = answer_of(
        ask, "values", "--programme", "town", "--indicator", "visits", "--years", "2014..2015"
    )["rows"]
    ranged = row(ask, "visits", "--by", "range", "--years", "2014..2015")
    assert ranged["value"] == sum(each["value"] for each in yearly)
    refused = ask("values", "--programme", "town", "--by", "range,quarter")
    assert refused.exit_code == 1
    assert "quarter" in refused.stderr


def test_indicators_may_be_repeated_and_the_clock_set(ask: Run) -> None:
    words = (
        "--indicator",
        "visits",
        "--indicator",
        "awarded",
        "--years",
        "2016",
        "--on",
        "2016-06-01",
    )
    rows = answer_of(ask, "values", "--programme", "town", *words)["rows"]
    assert [(each["indicator"], each["state"]) for each in rows] == [
        ("visits", "not_due"),
        ("awarded", "not_due"),
    ]


def test_a_split_has_its_own_field(ask: Run) -> None:
    words = ("--indicator", "visits", "--years", "2014", "--split", "topic")
    rows = answer_of(ask, "values", "--programme", "town", *words)["rows"]
    assert {each["split"]: each["value"] for each in rows} == {"law": 1, "other": 1, "none": 1}


def test_as_of_an_earlier_revision_is_said_beside_the_newest(
    town: SampleProgramme, run: Run
) -> None:
    town.record("consultations", "2014-08-01", "south")
    before = answer_of(run, "values", "--programme", "town", "--as-of", "2")
    now = answer_of(run, "values", "--programme", "town")
    assert (before["revision"], before["as_of"]) == (3, 2)
    assert (now["revision"], now["as_of"]) == (3, 3)
    values = [
        [each["value"] for each in answer["rows"] if each["indicator"] == "visits"]
        for answer in (before, now)
    ]
    assert values == [[3, 1, None], [4, 1, None]]


@pytest.mark.parametrize(
    "words", [(), ("--district", "north"), ("--district", "none"), ("--within-year",)]
)
@pytest.mark.parametrize("indicator", ["visits", "law_share", "awarded"])
def test_records_are_as_many_as_the_number_says(
    ask: Run, indicator: str, words: tuple[str, ...]
) -> None:
    options = ("--programme", "town", "--indicator", indicator, *words)
    for each in answer_of(ask, "values", *options, "--by", "quarter", "--years", "2014")["rows"]:
        records = answer_of(ask, "records", *options, "--period", each["period"])
        assert len(records["rows"]) == records["total"] == each["records"]


def test_csv_has_the_same_names_and_no_formulas(ask: Run) -> None:
    values = ask("values", "--programme", "town", "--format", "csv").stdout
    assert next(csv.reader(io.StringIO(values))) == NAMES
    records = ask(
        "records", "--programme", "town", "--indicator", "visits", "--format", "csv"
    ).stdout
    names = {each["organisation"] for each in csv.DictReader(io.StringIO(records))}
    assert names == {"", "'=cmd|'/c calc'!A0"}


def test_a_table_is_for_people(ask: Run) -> None:
    printed = ask("values", "--programme", "town", "--indicator", "awarded").stdout.splitlines()
    assert printed[0].split() == [
        "indicator", "district", "period", "value", "plan", "degree", "state", "status", "records", "marks",
    ]  # fmt: skip
    assert printed[1].split() == [
        "awarded",
        "2014",
        "100.50",
        "200.00",
        "0.5025",
        "value",
        "not_achieved",
        "1",
    ]


def test_what_differs_between_revisions_is_told_old_and_new(
    town: SampleProgramme, run: Run
) -> None:
    town.record("consultations", "2014-08-01", "south")
    town.target("visits", "2015", 5)
    rows = answer_of(run, "changes", "--since", "2")["rows"]
    years = {
        (each["indicator"], each["district"], each["period"]): each
        for each in rows
        if len(each["period"]) == 4
    }
    assert years["visits", None, "2014"]["old_value"] == 3
    assert years["visits", None, "2014"]["new_value"] == 4
    assert years["visits", "south", "2014"]["new_value"] == 2
    assert years["visits", None, "2015"]["old_plan"] is None
    assert years["visits", None, "2015"]["new_plan"] == 5
    assert ("visits", "north", "2014") not in years
    assert {each["indicator"] for each in rows} == {"visits", "law_share"}
    assert answer_of(run, "changes", "--since", "3", "--until", "3")["rows"] == []
    assert {each["period"] for each in answer_of(run, "changes", "--since", "3")["rows"]} == {
        "2015"
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("values", "--programme", "nowhere"), "There is no programme “nowhere”"),
        (("values", "--programme", "town", "--indicator", "nothing"), "no indicator “nothing”"),
        (("values", "--programme", "town", "--years", "1914"), "outside the programme"),
        (("values", "--programme", "town", "--by", "decade"), "Cannot break down by “decade”"),
        (("values", "--programme", "town", "--as-of", "99"), "There is no revision 99 yet"),
        (("values", "--programme", "town", "--as-of", "x"), "not a whole number"),
        (("values", "--programme", "town", "--on", "yesterday"), "not a date"),
        (
            ("values", "--programme", "town", "--cut", "okrugs", "--by", "district"),
            "no cut “okrugs”",
        ),
        (
            ("values", "--programme", "town", "--indicator", "visits", "--split", "colour"),
            "cannot be split",
        ),
        (
            ("records", "--programme", "town", "--indicator", "visits", "--period", "soon"),
            "not a period",
        ),
        (
            ("records", "--programme", "town", "--indicator", "visits", "--district", "west"),
            "no district “west”",
        ),
        (("changes", "--since", "5", "--until", "2"), "Revision 5"),
        (("changes", "--since", "1", "--until", "7"), "There is no revision 7 yet"),
    ],
)
def test_what_cannot_be_answered_is_refused_on_standard_error(
    ask: Run, words: tuple[str, ...], sentence: str
) -> None:
    result = ask(*words, "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("values",),
        ("values", "--programme", "town", "--format", "xml"),
        ("records", "--programme", "town"),
        ("nothing",),
        ("changes",),
        ("imports", "show", "x"),
        ("serve", "--port", "99999"),
    ],
)
def test_wrong_usage_is_status_2(ask: Run, words: tuple[str, ...]) -> None:
    result = ask(*words)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_moment_that_is_none_is_refused_with_what_may_be_written(ask: Run) -> None:
    result = ask("changes", "--since", "x")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "2026-03-12" in result.stderr


def test_the_records_of_several_indicators_are_refused(ask: Run) -> None:
    for codes in ("visits,awarded", ","):
        result = ask("records", "--programme", "town", "--indicator", codes)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Name one code" in result.stderr


def test_changes_since_a_revision_that_is_yet_to_come_are_refused(ask: Run) -> None:
    result = ask("changes", "--since", "99")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no revision 99 yet" in result.stderr


def test_csv_for_a_spreadsheet_is_of_the_commands_language(standing_url: str) -> None:
    words = (
        "values",
        "--programme",
        "town",
        "--indicator",
        "law_share",
        "--years",
        "2014",
        "--format",
    )
    plain = runner(standing_url)(*words, "csv").stdout
    assert runner(standing_url)(*words, "csv-excel").stdout == f"\ufeff{plain}"
    (row,) = csv.DictReader(
        io.StringIO(runner(standing_url, "ru")(*words, "csv-excel").stdout[1:]), delimiter=";"
    )
    assert (row["value"], row["coverage"], row["period"]) == (
        "33,33333333333333333333333333",
        "1,0",
        "2014",
    )
