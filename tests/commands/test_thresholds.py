"""The tolerance around the plan is set for a programme that is loaded, and its statuses follow."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from data.database.closing import close_year
from data.tables.programmes import Passport
from data.tables.revisions import Revision
from tests.commands.conftest import Run, runner
from tests.sample_programme import SampleProgramme


@pytest.fixture
def run_in_town(town: SampleProgramme) -> Run:
    return runner(town.database.url)


def status_changes(run: Run, *words: str) -> list[tuple[str, str, str, str]]:
    result = run("thresholds", "town", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    rows = json.loads(result.stdout)["rows"]
    return [(row["indicator"], row["period"], row["old_status"], row["new_status"]) for row in rows]


def status(run: Run, indicator: str, *words: str) -> Any:
    options = ("values", "--programme", "town", "--indicator", indicator, "--years", "2014")
    (row,) = json.loads(run(*options, *words, "--format", "json").stdout)["rows"]
    return row["status"]


def test_statuses_follow_the_new_threshold_and_earlier_revisions_keep_theirs(
    town: SampleProgramme, run_in_town: Run
) -> None:
    expected = [("awarded", "2014", "not_achieved", "at_risk")]
    assert status_changes(run_in_town, "--at-risk", "0,4", "--dry-run") == expected
    assert status(run_in_town, "awarded") == "not_achieved"
    assert status_changes(run_in_town, "--at-risk", "0,4", "--reason", "Order 7") == expected
    assert status(run_in_town, "awarded") == "at_risk"
    assert status(run_in_town, "visits") == "not_achieved"
    assert status(run_in_town, "awarded", "--as-of", "2") == "not_achieved"
    with town.database.read() as session:
        newest = session.scalars(select(Revision).order_by(Revision.number.desc())).first()
        assert newest is not None
        assert (newest.action, newest.reason) == ("thresholds", "Order 7")


def test_a_threshold_that_is_not_named_stays(town: SampleProgramme, run_in_town: Run) -> None:
    status_changes(run_in_town, "--at-risk", "0.4")
    status_changes(run_in_town, "--over-fulfilled", "1.2")
    with town.database.read() as session:
        passport = session.scalars(select(Passport).where(Passport.until.is_(None))).one()
        assert passport.settings["thresholds"] == {"at_risk": "0.4", "over_fulfilled": "1.2"}


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--at-risk", "95"), 1, "at_risk: 95"),
        (("--over-fulfilled", "0.9"), 1, "over_fulfilled: 0.9"),
        (("--at-risk", "nan"), 1, "at_risk"),
        (("--at-risk", "much"), 1, "at_risk"),
        ((), 2, "Give --at-risk, --over-fulfilled or --deviation."),
    ],
)
def test_what_is_no_threshold_is_refused(
    town: SampleProgramme, run_in_town: Run, words: tuple[str, ...], code: int, sentence: str
) -> None:
    result = run_in_town("thresholds", "town", *words)
    assert (result.exit_code, sentence in result.stderr) == (code, True), result.stderr
    with town.database.read() as session:
        assert len(session.scalars(select(Passport)).all()) == 1


def test_the_same_thresholds_make_no_revision(run_in_town: Run) -> None:
    status_changes(run_in_town, "--at-risk", "0.4")
    result = run_in_town("thresholds", "town", "--at-risk", "0.40")
    assert result.exit_code == 1
    assert "has these thresholds already" in result.stderr


def test_a_closed_year_is_judged_otherwise_with_a_reason_alone(
    town: SampleProgramme, run_in_town: Run
) -> None:
    with town.database.transaction("close", "2014", reason="settled") as change:
        close_year(change, town.programme_id, 2014)
    refused = run_in_town("thresholds", "town", "--at-risk", "0.4")
    assert refused.exit_code == 1
    assert "2014" in refused.stderr
    assert status(run_in_town, "awarded") == "not_achieved"
    status_changes(run_in_town, "--at-risk", "0.4", "--reason", "Order 7")
    assert status(run_in_town, "awarded") == "at_risk"
