"""Writers and readers at once, against a served program: what they do, and what must have come of
it.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from types import MappingProxyType

from sqlalchemy import select

from data.database.database import Database
from data.editing.rows import RowInput
from data.editing.saving import save
from data.imports import kind_of
from data.refusals import Conflict, Refusal
from indicators.answers import cells
from tests.local import answer
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

ROOT = Path(__file__).parents[2]
COUNTER = "counter"
TEXTS = {"number": COUNTER, "date": "2014-03-05", "district": "north", "request": "consulting"}
PAUSE = 0.2
"""Seconds before somebody who was refused tries again."""


@dataclass
class CrowdResult:
    """What came of it: changes that were saved, that conflicted and that were refused for want of a
    database, answers that were refused so, milliseconds of each answer, and what was wrong.
    """

    saved: int = 0
    conflicts: int = 0
    refused: int = 0
    unanswered: int = 0
    answers: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def summary(self) -> str:
        slow = quantiles(self.answers, n=20)[-1]
        return (
            f"{self.saved} changes, {self.conflicts} conflicts and {self.refused} refusals said,"
            f" {len(self.answers)} answers, {self.unanswered} refused, p95 {slow:.0f} ms"
        )


@dataclass(frozen=True)
class ServedTown:
    """A town whose indicator ``people`` is how many changes came since ``first``; ``outages`` are
    the rules by which its database may refuse meanwhile.
    """

    url: str
    port: int
    first: int
    process: int
    outages: frozenset[str] = frozenset()


def count_in(world: SampleProgramme) -> int:
    """Give a town its counter; the revision from which it counts."""
    with world.revision():
        world.define("people", kind="sum", measure="consultations", amount="people")
        world.record("consultations", "2014-03-05", "north", number=COUNTER, people=0)
        world.cover("consultations", "2014..2015")
    return world.database.newest()


@contextmanager
def served(
    url: str, port: int, settings: Mapping[str, str] = MappingProxyType({})
) -> Iterator[int]:
    program = [sys.executable, "-m", "app", "serve", "--port", str(port)]
    environment = {**os.environ, "ITOG_DATABASE_URL": url, "ITOG_SECRET": "x" * 40, **settings}
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
        try:
            with database.read() as session:
                row = session.scalars(newest).one()
                begun = RowInput({**TEXTS, "people": str(row.people + 1)}, row.id)
            save(database, kind, "town", [begun], author="crowd", reason="one more")
            result.saved += 1
        except Refusal as refusal:
            rule = refusal.problems[0].rule
            # SQLite's queue is none: whoever waits for half a minute is told who writes
            if isinstance(refusal, Conflict) or rule == "database_busy":
                result.conflicts += 1
            elif rule in town.outages:
                result.refused += 1
                time.sleep(PAUSE)
            else:
                raise
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
        if response.status == 503 and town.outages:
            assert json.loads(content)["status"] == 503
            result.unanswered += 1
            time.sleep(PAUSE)
            continue
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
        sum(each.refused for each in results),
        sum(each.unanswered for each in results),
        [one for each in results for one in each.answers],
        [one for each in results for one in each.faults],
    )


def say(line: str) -> None:
    """Seen with ``pytest -s``."""
    sys.stdout.write(f"\n{line}\n")


def check(town: ServedTown, result: CrowdResult, before: int = 0) -> None:
    """No update is lost, and all that was answered was right; of a change whose commit was cut off
    nobody knows whether it is there.
    """
    assert result.faults == []
    assert result.saved > 0
    assert result.answers
    database = Database(town.url)
    with database.read() as session:
        people = session.scalars(
            select(Consultation.people).where(Consultation.until.is_(None))
        ).one()
    assert database.newest() == town.first + people
    database.dispose()
    assert result.saved <= people - before <= result.saved + result.refused
