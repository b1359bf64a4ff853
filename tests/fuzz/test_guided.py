"""A million inputs, each made of what the one before has reached: nothing breaks, nothing takes a
second.
"""

import os
import re
import site
import subprocess
from pathlib import Path

import pytest

from tests import environments
from tests.deep.report import ReportLine, say
from tests.depth import DEEP
from tests.fuzz.test_junk import NAMES

LOCK = Path(__file__).with_name("requirements.txt")
RUNS = {
    "formula": 300_000,
    "question": 300_000,
    "values": 300_000,
    "definition": 30_000,
    "layer": 30_000,
    "kind": 20_000,
    "table": 15_000,
    "workbook": 10_000,
    "address": 10_000,
    "callback": 10_000,
}
"""How often each is fed; together a million times, most where an input takes least."""
STATISTIC = re.compile(r"stat::(\w+):\s+(\d+)")
"""A line of what libFuzzer says in the end."""


def test_a_million_inputs_go_to_every_target() -> None:
    assert set(RUNS) == set(NAMES)
    assert sum(RUNS.values()) >= 10**6


@pytest.mark.skipif(not DEEP, reason="takes ten minutes; `make test-deep` does it")
@pytest.mark.parametrize("name", RUNS)
def test_what_is_guided_to_the_rarest_lines_breaks_nothing(name: str) -> None:
    program = environments.python("fuzz", LOCK)
    paths = os.pathsep.join([str(environments.ROOT), *site.getsitepackages()])
    command = [program, "-m", "tests.fuzz.guided", name, str(RUNS[name])]
    surroundings = {**os.environ, "PYTHONPATH": paths}
    run = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False)
    assert run.returncode == 0, run.stderr[-5_000:]
    statistics = {key: int(number) for key, number in STATISTIC.findall(run.stderr)}
    assert statistics["number_of_executed_units"] == RUNS[name]
    slowest = f"the slowest took {statistics['slowest_unit_time_sec']} s"
    memory = statistics["peak_rss_mb"]
    say(ReportLine(f"guided fuzzing, {name}", RUNS[name], "inputs", memory=memory, note=slowest))
