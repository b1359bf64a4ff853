"""The table of a deep run: lines of any process, one row a subject, and no figure where there is none."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.statistics import collector, describe_statistics

from tests.deep import report
from tests.deep.measuring import PASSING
from tests.deep.report import ReportLine, TestLine, say


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a run."""
    path = tmp_path / "lines"
    monkeypatch.setenv(report.FILE, str(path))
    return path


def test_lines_of_one_subject_are_one_row(path: Path) -> None:
    say(ReportLine("killed", 3, "moments"))
    say(ReportLine("crowd", 10, "changes", p95=40, lost=0, memory=200))
    say(ReportLine("killed", 4, "moments"))
    say(ReportLine("crowd", 5, "changes", p95=60, lost=2, memory=180, note="later"))
    assert report.summed(report.read_lines(path)) == [
        ReportLine("crowd", 15, "changes", p95=60, lost=2, memory=200, note="later"),
        ReportLine("killed", 7, "moments"),
    ]


def test_the_tables_tell_what_does_not_apply_from_nought(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say(ReportLine("crowd", 1_500, "changes", p95=1_250.4, lost=0))
    say(ReportLine("killed", 7, "moments"))
    say(TestLine("tests/a.py", "passed", 1.2, 300))
    say(TestLine("tests/b.py", "failed", 9.0, 0))
    report.show(report.read_lines(path), minutes=58.4)
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["crowd", "1,500", "changes", "1,250", "ms", "0"] in rows
    assert ["killed", "7", "moments"] in rows
    assert rows[-4:] == [
        ["tests/b.py", "1", "1", "0", "9"],
        ["tests/a.py", "1", "300", "1"],
        ["in", "all", "2", "1", "300", "10"],
        ["in", "58", "minutes"],
    ]


def test_by_itself_a_test_prints_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(report.FILE, raising=False)
    say(ReportLine("crowd", 2, "changes", lost=0))
    say(TestLine("tests/a.py", "passed", 1.2, 300))
    assert capsys.readouterr().out == "\ncrowd | 2 changes |  | 0 |  | \n"


def test_hypothesis_says_its_examples_in_these_words() -> None:
    """The text of which it does not promise that it stays."""
    texts: list[str] = []

    @settings(max_examples=7, database=None)
    @given(st.integers())
    def hold(_number: int) -> None: ...

    with collector.with_value(lambda statistics: texts.append(describe_statistics(statistics))):
        hold()
    assert sum(map(int, PASSING.findall(texts[0]))) == 7
