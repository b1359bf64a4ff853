"""Which indicators are found, in which order, and what is known of each: by hand."""

import datetime
from collections.abc import Iterator
from fractions import Fraction

import pytest

from indicators.answers.question import Question
from indicators.findings.finding import Finding
from indicators.findings.findings import Findings, distinct, findings
from tests.findings_programme import fill
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('findings') / 'itog.db'}"
    with SampleProgramme(url, years=(2014, 2021)) as world:
        fill(world)
        yield world


def findings_of(world: SampleProgramme, year: int = 2020, **question: object) -> Findings:
    with world.database.read() as session:
        return findings(session, Question(programme="town", **question), year)  # type: ignore[arg-type]


def codes(listed: tuple[Finding, ...]) -> list[str]:
    return [finding.indicator for finding in listed]


def rules(listed: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.rule, finding.indicator) for finding in listed}


def test_the_headline_counts_plans_that_are_due(world) -> None:
    year = findings_of(world)
    # planned: slipping, closing, fallen, quick, kept, silent, steady, eased; met: steady and eased
    assert (year.now.planned, year.now.met) == (8, 2)
    # a year before without «eased»; missed: slipping, closing
    assert year.before is not None
    assert (year.before.planned, year.before.met) == (7, 5)


def test_the_worst_come_by_status_and_distance(world) -> None:
    # 1 − 30/40, 1 − 70/100, 1 − 80/100, 1 − 10/12 and, almost achieved, 1 − 96/100
    assert codes(findings_of(world).worst) == ["fallen", "kept", "slipping", "quick", "closing"]


def test_how_long_a_plan_is_missed_and_whether_the_gap_closes(world) -> None:
    years = {each.indicator: each.years for each in findings_of(world).worst}
    assert {code: (len(each.missed), each.movement) for code, each in years.items()} == {
        "slipping": (4, "stuck"),
        "closing": (2, "moving"),
        "fallen": (1, "new"),
        "quick": (1, "new"),
        "kept": (1, "new"),
    }


def test_changes_are_shares_of_the_greater_value(world) -> None:
    changed = findings_of(world).changed
    assert codes(changed) == [
        "shrinking",  # 12 → 4
        "jumping",  # 12 → 30
        "closing",  # 50 → 96
        "share",  # 20 → 35.5
        "fallen",  # 120 → 70
        "kept",  # 50 → 30
        "quick",  # 10 → 12
        "slipping",  # 85 → 80
    ]
    by_code = {finding.indicator: finding.years for finding in changed}
    assert by_code["shrinking"].relative_change == Fraction(-8, 12)
    assert by_code["jumping"].relative_change == Fraction(18, 30)
    assert by_code["share"].change == Fraction(31, 2)


def test_each_reason_to_ask(world) -> None:
    assert rules(findings_of(world).to_ask) == {
        ("missed_repeatedly", "slipping"),
        ("stuck", "slipping"),
        ("overdue", "silent"),
        ("plan_lowered", "eased"),
        ("unusual", "jumping"),
        ("unusual", "shrinking"),
    }


def test_no_reason_hides_another(world) -> None:
    to_ask = findings_of(world).to_ask
    assert [finding.rule for finding in to_ask][:5] == [
        "overdue",
        "missed_repeatedly",
        "stuck",
        "plan_lowered",
        "unusual",
    ]
    assert codes(distinct(to_ask, 3)) == ["silent", "slipping", "eased"]


def test_what_is_not_due_is_no_finding(world) -> None:
    year = findings_of(world, 2021, on=datetime.date(2021, 6, 1))
    assert (year.now.planned, year.worst, year.changed, year.to_ask) == (0, (), (), ())


def test_another_definition_or_a_part_of_a_year_does_not_compare(tmp_path) -> None:
    with SampleProgramme(f"sqlite:///{tmp_path / 'itog.db'}", years=(2014, 2016)) as world:
        with world.revision():
            for code, until in (("visits", None), ("newer", 2014)):
                world.define(
                    code,
                    kind="count",
                    measure="consultations",
                    **({} if until is None else {"years": f"..{until}"}),
                )
            for month, number in (("2014-03", 1), ("2014-04", 2), ("2015-03", 5)):
                for _each in range(number):
                    world.record("consultations", f"{month}-05", "north")
            world.cover("consultations", "2014", "2015-H1")
        with world.revision():
            world.define("newer", kind="count", measure="consultations", years="2015..", decimals=1)
        # half of 2015 is reported, so that no year compares; of «newer» the two years are not the same
        assert findings_of(world, 2015).changed == ()
        world.cover("consultations", "2015-H2")
        assert codes(findings_of(world, 2015).changed) == ["visits"]
