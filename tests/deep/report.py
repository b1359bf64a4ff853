"""What deep tests have gone through, as lines of one table: a test says its figures, whichever process
runs it, and ``python -m tests.deep`` prints them together.

By itself a test says them on standard output (``pytest -s``).
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

FILE = "ITOG_TEST_REPORT"
"""The setting that names the file to which processes add their lines."""


@dataclass(frozen=True)
class ReportLine:
    """``count`` of a ``unit`` were tried; ``p95`` in milliseconds, ``lost`` changes or cells, the most
    ``memory`` in megabytes. What does not apply is left out, which is not nought.
    """

    subject: str
    count: int
    unit: str
    p95: float | None = None
    lost: int | None = None
    memory: float | None = None
    note: str = ""


@dataclass(frozen=True)
class TestLine:
    """What one test took: ``seconds`` of the processor in its own processes, and how many ``examples``
    were drawn for it.
    """

    __test__ = False  # a class of pytest's by its name alone

    file: str
    outcome: str
    seconds: float
    examples: int


Line = ReportLine | TestLine


def say(line: Line) -> None:
    """Add a line to the report of the run, or print it where there is none."""
    name = os.environ.get(FILE)
    if name is None:
        if isinstance(line, ReportLine):
            sys.stdout.write(f"\n{' | '.join(_cells(line))}\n")
        return
    # a line at a time to the end of the file: processes do not write into each other's
    with Path(name).open("a", encoding="utf-8") as file:
        file.write(json.dumps([type(line).__name__, asdict(line)]) + "\n")


def read_lines(path: Path) -> list[Line]:
    """What was said in a run."""
    kinds: dict[str, type[Line]] = {each.__name__: each for each in (ReportLine, TestLine)}
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [kinds[name](**values) for name, values in lines]


def summed(lines: Iterable[Line]) -> list[ReportLine]:
    """One line a subject: counts and losses are added up, of p95 and memory the most stays."""
    subjects: dict[str, ReportLine] = {}
    for line in lines:
        if isinstance(line, ReportLine):
            before = subjects.get(line.subject)
            subjects[line.subject] = line if before is None else _joined(before, line)
    return sorted(subjects.values(), key=lambda line: line.subject)


def _joined(before: ReportLine, line: ReportLine) -> ReportLine:
    return replace(
        line,
        count=before.count + line.count,
        p95=_most(before.p95, line.p95),
        lost=None if before.lost is line.lost is None else (before.lost or 0) + (line.lost or 0),
        memory=_most(before.memory, line.memory),
    )


def _most(*numbers: float | None) -> float | None:
    return max((number for number in numbers if number is not None), default=None)


# ---------------------------------------------------------------- the tables


def show(lines: list[Line], minutes: float) -> None:
    """Print what was gone through, and what each file and the whole took."""
    console = Console(width=150, highlight=False)
    console.print(
        _table(("what", "tried", "p95", "lost", "memory", "note"), map(_cells, summed(lines)))
    )
    heads = ("file", "tests", "failed", "examples", "seconds of the processor")
    console.print(_table(heads, _file_rows(lines)))
    console.print(f"in {minutes:.0f} minutes")


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, head in enumerate(heads):
        table.add_column(head, justify="left" if number == 0 or head == "note" else "right")
    for row in rows:
        table.add_row(*row)
    return table


def _cells(line: ReportLine) -> tuple[str, ...]:
    return (
        line.subject,
        f"{line.count:,} {line.unit}",
        "" if line.p95 is None else f"{line.p95:,.0f} ms",
        "" if line.lost is None else str(line.lost),
        "" if line.memory is None else f"{line.memory:,.0f} MB",
        line.note,
    )


def _file_rows(lines: list[Line]) -> Iterator[tuple[str, ...]]:
    """A row a file, those that take longest first, and their sum."""
    tests = [line for line in lines if isinstance(line, TestLine)]
    files = {line.file: [each for each in tests if each.file == line.file] for line in tests}
    for file in sorted(files, key=lambda name: -_seconds(files[name])):
        yield _file_row(file, files[file])
    yield _file_row("in all", tests)


def _file_row(name: str, tests: list[TestLine]) -> tuple[str, ...]:
    failed = sum(line.outcome == "failed" for line in tests)
    examples = sum(line.examples for line in tests)
    return name, str(len(tests)), str(failed or ""), f"{examples:,}", f"{_seconds(tests):,.0f}"


def _seconds(tests: list[TestLine]) -> float:
    return sum(line.seconds for line in tests)
