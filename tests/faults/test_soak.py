"""An hour of people at work: what the server holds in memory and how many files it has open stay what
they were when it had got warm.

The load is low and steady, so that `make test-deep` can do it beside everything else;
`ITOG_TEST_SOAK_SECONDS` is the length.
"""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from statistics import mean

import pytest

from tests import template_databases
from tests.conftest import ENGINES
from tests.deep.report import ReportLine, say
from tests.depth import DEEP
from tests.faults.crowd import (
    CrowdResult,
    ServedTown,
    check,
    count_in,
    crowd,
    lines_of,
    read,
    rest,
    served,
    write,
)
from tests.local import free_port
from tests.sample_programme import SampleProgramme

SOAK_SECONDS = float(os.environ.get("ITOG_TEST_SOAK_SECONDS", "3300"))
"""An hour but for what is made ready before and checked afterwards."""
SAMPLES = 44
PAUSE = 4.0
GROWTH = 1.1
"""What memory may have become since the server was warm."""
PAGES = tuple(
    f"{path}{'&' if '?' in path else '?'}programme=town"
    for path in (
        "/",
        "/indicator/people",
        "/indicator/people?by=quarter&district=north",
        "/districts",
        "/district/north",
        "/compare",
        "/changes",
        "/register",
        "/calendar",
        "/evaluation",
        "/report",
        "/api/v1/records?indicator=people&period=2014",
        "/api/v1/definitions",
        "/api/v1/findings?year=2014",
    )
)
"""What has as much to say after an hour as before: all changes since the first are more each time."""


def visit(town: ServedTown, end: float, result: CrowdResult) -> None:
    """Open pages and lists, one after another, each once in a while."""
    connection = HTTPConnection("127.0.0.1", town.port, timeout=60)
    for address in cycle(PAGES):
        rest(town, connection)
        if time.monotonic() > end:
            break
        begun = time.monotonic()
        connection.request("GET", address)
        response = connection.getresponse()
        content = response.read()
        result.answers.append((time.monotonic() - begun) * 1000)
        if response.status != 200:
            result.faults.append(f"{address}: {response.status} {content[:200]!r}")
    connection.close()


WORKS = (write, read, read, visit, visit)


def processes(master: int) -> Iterator[int]:
    """A server's own process and all that it has begun."""
    yield master
    children = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii")
    for child in map(int, children.split()):
        yield from processes(child)


def usage(master: int) -> tuple[float, int]:
    """Megabytes in memory, what is shared counted once, and open files of all processes."""
    megabytes, files = 0.0, 0
    for process in processes(master):
        folder = Path(f"/proc/{process}")
        lines = (folder / "smaps_rollup").read_text(encoding="ascii").splitlines()
        megabytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
        files += len(list((folder / "fd").iterdir()))
    return megabytes, files


@pytest.mark.skipif(not DEEP, reason="takes an hour; `make test-deep` does it")
@pytest.mark.parametrize("engine", ENGINES)
def test_an_hour_leaves_memory_and_open_files_as_they_were(
    engine: str, request: pytest.FixtureRequest
) -> None:
    url: str = request.getfixturevalue(f"{engine}_url")
    with SampleProgramme(url, create=template_databases.upgraded) as world:
        first = count_in(world)
    samples = []
    with served(url, port := free_port()) as process, ThreadPoolExecutor(1) as people:
        town = ServedTown(url, port, first, process, pause=PAUSE)
        crowd_of_people = people.submit(crowd, town, SOAK_SECONDS, WORKS)
        while not wait([crowd_of_people], SOAK_SECONDS / SAMPLES).done:
            samples.append(usage(process))
        result = crowd_of_people.result()
    name = f"soak of {SOAK_SECONDS / 60:.0f} minutes, {engine}"
    for line in (memory_line(name, samples), *lines_of(name, town, result)):
        say(line)
    check(town, result)
    warm, late = halves(samples)
    assert mean(each[0] for each in late) < GROWTH * mean(each[0] for each in warm)
    assert max(each[1] for each in late) <= max(each[1] for each in warm) + len(WORKS)


def halves(samples: list[tuple[float, int]]) -> tuple[list[tuple[float, int]], ...]:
    """The quarter after the server has got warm, and the last one."""
    quarter = len(samples) // 4
    return samples[quarter : 2 * quarter], samples[-quarter:]


def memory_line(name: str, samples: list[tuple[float, int]]) -> ReportLine:
    """What it held when it was warm and in the end."""
    warm, late = halves(samples)
    before, after = (mean(each[0] for each in part) for part in (warm, late))
    files = " to ".join(str(max(each[1] for each in part)) for part in (warm, late))
    note = f"{before:.1f} MB when warm, {after:.1f} in the end; open files {files}"
    return ReportLine(f"{name}: memory", len(samples), "samples", memory=after, note=note)
