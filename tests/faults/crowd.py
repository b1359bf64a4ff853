"""Writers and readers at once, against a served program: what they do, and what must have come of
it.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from tests.deep.report import ReportLine
from tests.local import answer
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

ROOT = Path(__file__).parents[2]
COUNTER = "counter"
TEXTS = {"number": COUNTER, "date": "2014-03-05", "district": "north", "request": "consulting"}
STARTING_SECONDS = 300.0
"""In a deep run a server starts beside everything else."""
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

    @property
    def p95(self) -> float:
        """Milliseconds within which nineteen of twenty answers came."""
        return quantiles(self.answers, n=20)[-1]


@dataclass(frozen=True)
class ServedTown:
    """A town whose indicator ``people`` is how many changes came since ``first``; ``outages`` are
    the rules by which its database may refuse meanwhile, ``pause`` the seconds that everybody waits
    before the next change or question.
    """

    url: str
    port: int
    first: int
    process: int
    outages: frozenset[str] = frozenset()
    pause: float = 0.0


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
            answer(f"http://127.0.0.1:{port}/healthz", STARTING_SECONDS)
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
        time.sleep(town.pause)
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


def rest(town: ServedTown, connection: HTTPConnection) -> None:
    """Wait before the next question. A line is not kept meanwhile: the server closes those that
    nobody uses, and could do so at the very moment of asking.
    """
    if town.pause:
        connection.close()
        time.sleep(town.pause)


def read(town: ServedTown, end: float, result: CrowdResult) -> None:
    """Ask for the counter: the revision of the answer says what it must be."""
    connection = HTTPConnection("127.0.0.1", town.port, timeout=60)
    newest = 0
    while time.monotonic() < end:
        rest(town, connection)
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


Work = Callable[[ServedTown, float, CrowdResult], None]


def crowd(town: ServedTown, seconds: float, works: Sequence[Work]) -> CrowdResult:
    """All of them at once; what one of them stumbles over is raised here."""
    results = [CrowdResult() for _ in works]
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(len(works)) as pool:
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


# ---------------------------------------------------------------- what came of it


def lines_of(name: str, town: ServedTown, result: CrowdResult) -> tuple[ReportLine, ...]:
    """The crowd's figures: changes with those that nobody finds again, and answers."""
    people, _newest = _counter(town)
    words = f"{result.conflicts} conflicts, {result.refused} refusals told"
    return (
        ReportLine(
            f"{name}: changes",
            result.saved,
            "saved",
            lost=max(0, result.saved - people),
            note=words,
        ),
        ReportLine(
            f"{name}: answers",
            len(result.answers),
            "answers",
            p95=result.p95,
            note=f"{result.unanswered} refused, {len(result.faults)} wrong",
        ),
    )


def check(town: ServedTown, result: CrowdResult) -> None:
    """No update is lost, and all that was answered was right; of a change whose commit was cut off
    nobody knows whether it is there.
    """
    assert result.faults == []
    assert result.saved > 0
    assert result.answers
    people, newest = _counter(town)
    assert newest == town.first + people
    assert result.saved <= people <= result.saved + result.refused


def _counter(town: ServedTown) -> tuple[int, int]:
    """What the counter says, and the newest revision."""
    database = Database(town.url)
    with database.read() as session:
        people = session.scalars(
            select(Consultation.people).where(Consultation.until.is_(None))
        ).one()
    newest = database.newest()
    database.dispose()
    return people, newest
