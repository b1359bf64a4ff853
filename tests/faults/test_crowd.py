"""Writers and readers at once, against a served program: no update is lost, nobody is refused but by
a conflict that is said, and every answer is that of the revision that it names.

`make test` has a few of them for a few seconds, `make test-deep` twenty and two hundred for two
minutes on both databases, and then an hour in which memory and open files stay flat;
`ITOG_TEST_SOAK_SECONDS` is the length of that hour.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import mean, quantiles

import pytest
from sqlalchemy import select

from data.database.database import Database
from data.editing.rows import RowInput
from data.editing.saving import save
from data.imports import kind_of
from data.refusals import Conflict, Refusal
from indicators.answers import cells
from tests import template_databases
from tests.commands.conftest import runner
from tests.conftest import ENGINES
from tests.depth import DEEP, some
from tests.local import answer, free_port
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

ROOT = Path(__file__).parents[2]
WRITERS, READERS, SECONDS = (20, 200, 120.0) if DEEP else (4, 12, 3.0)
SOAK_SECONDS = float(os.environ.get("ITOG_TEST_SOAK_SECONDS", "3600"))
SAMPLES = 12
COUNTER = "counter"
GROWTH = 1.1
"""What memory may have become since the server was warm."""


@dataclass
class CrowdResult:
    """What came of it: saved and conflicting changes, milliseconds of each answer, and what was
    wrong.
    """

    saved: int = 0
    conflicts: int = 0
    answers: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def summary(self) -> str:
        slow = quantiles(self.answers, n=20)[-1]
        return (
            f"{self.saved} changes, {self.conflicts} conflicts said, {len(self.answers)} answers,"
            f" p95 {slow:.0f} ms"
        )


@dataclass(frozen=True)
class ServedTown:
    """A town whose indicator ``people`` is how many changes came since ``first``."""

    url: str
    port: int
    first: int
    process: int


@pytest.fixture(params=some(ENGINES, "sqlite"))
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServedTown]:
    url = f"sqlite:///{tmp_path / 'itog.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    with SampleProgramme(url, create=template_databases.upgraded) as world:
        with world.revision():
            world.define("people", kind="sum", measure="consultations", amount="people")
            world.record("consultations", "2014-03-05", "north", number=COUNTER, people=0)
            world.cover("consultations", "2014..2015")
        first = world.database.newest()
    with served(url, port := free_port()) as process:
        yield ServedTown(url, port, first, process)


@contextmanager
def served(url: str, port: int) -> Iterator[int]:
    program = [sys.executable, "-m", "app", "serve", "--port", str(port)]
    environment = {**os.environ, "ITOG_DATABASE_URL": url, "ITOG_SECRET": "x" * 40}
    with subprocess.Popen(program, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
        try:
            answer(f"http://127.0.0.1:{port}/healthz")
            yield server.pid
        finally:
            server.terminate()


# ---------------------------------------------------------------- who writes and who reads


def write(town: ServedTown, end: float, result: CrowdResult) -> None:
    """Add one to the counter, again and again, each time to what was read just before."""
    database = Database(town.url, [cells.refresh])
    kind = kind_of("consultations")
    newest = select(Consultation).where(
        Consultation.number == COUNTER, Consultation.until.is_(None)
    )
    while time.monotonic() < end:
        with database.read() as session:
            row = session.scalars(newest).one()
            texts = {
                "number": COUNTER,
                "date": "2014-03-05",
                "district": "north",
                "request": "consulting",
                "people": str(row.people + 1),
            }
            begun = RowInput(texts, row.id)
        try:
            save(database, kind, "town", [begun], author="crowd", reason="one more")
            result.saved += 1
        except Refusal as refusal:
            # SQLite's queue is none: whoever waits for half a minute is told who writes
            if not isinstance(refusal, Conflict) and refusal.problems[0].rule != "database_busy":
                raise
            result.conflicts += 1
    database.dispose()


def read(town: ServedTown, end: float, result: CrowdResult) -> None:
    """Ask for the counter: the revision of the answer says what it must be."""
    connection = HTTPConnection("127.0.0.1", town.port, timeout=60)
    newest = 0
    while time.monotonic() < end:
        begun = time.monotonic()
        connection.request("GET", "/api/v1/values?programme=town&indicator=people&years=2014..2014")
        response = connection.getresponse()
        content = response.read()
        result.answers.append((time.monotonic() - begun) * 1000)
        if response.status != 200:
            result.faults.append(f"{response.status} {content[:200]!r}")
            continue
        (row,) = json.loads(content)["rows"]
        if row["value"] != row["revision"] - town.first or row["revision"] < newest:
            result.faults.append(f"revision {row['revision']} says {row['value']}")
        newest = row["revision"]
    connection.close()


def crowd(town: ServedTown, seconds: float, writers: int, readers: int) -> CrowdResult:
    """All of them at once; what one of them stumbles over is raised here."""
    results = [CrowdResult() for _ in range(writers + readers)]
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(writers + readers) as pool:
        works = [write] * writers + [read] * readers
        futures = [
            pool.submit(work, town, end, result)
            for work, result in zip(works, results, strict=True)
        ]
        for future in futures:
            future.result()
    return CrowdResult(
        sum(each.saved for each in results),
        sum(each.conflicts for each in results),
        [one for each in results for one in each.answers],
        [one for each in results for one in each.faults],
    )


def say(line: str) -> None:
    """Seen with ``pytest -s``."""
    sys.stdout.write(f"\n{line}\n")


def check(town: ServedTown, result: CrowdResult, before: int = 0) -> None:
    """No update is lost, and all that was answered was right."""
    assert result.faults == []
    assert result.saved > 0
    assert result.answers
    database = Database(town.url)
    assert database.newest() == town.first + before + result.saved
    with database.read() as session:
        people = session.scalars(
            select(Consultation.people).where(Consultation.until.is_(None))
        ).one()
    database.dispose()
    assert people == before + result.saved


def test_no_update_is_lost_and_every_answer_is_of_its_revision(town: ServedTown) -> None:
    result = crowd(town, SECONDS, WRITERS, READERS)
    say(f"{WRITERS} writers, {READERS} readers, {SECONDS:.0f} s: {result.summary()}")
    check(town, result)
    checked = runner(town.url)("doctor", "--whole")
    assert checked.exit_code == 0, checked.output


# ---------------------------------------------------------------- an hour


def processes(master: int) -> list[int]:
    """The server's own processes and their children."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
    return [master, *(each for child in children for each in processes(int(child)))]


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
def test_an_hour_leaves_memory_and_open_files_as_they_were(town: ServedTown) -> None:
    samples, saved = [], 0
    for _sample in range(SAMPLES):
        result = crowd(town, SOAK_SECONDS / SAMPLES, 4, 40)
        check(town, result, saved)
        saved += result.saved
        samples.append(usage(town.process))
        say(f"{samples[-1][0]:.0f} MB, {samples[-1][1]} files, {result.summary()}")
    # a quarter of the time to get warm
    warm, late = samples[SAMPLES // 4 : SAMPLES // 2], samples[-SAMPLES // 4 :]
    assert mean(each[0] for each in late) < GROWTH * mean(each[0] for each in warm)
    assert max(each[1] for each in late) <= max(each[1] for each in warm) + READERS
