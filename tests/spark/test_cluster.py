"""A real master with real workers gives the cells that the database gives, and loses none."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from data.database.database import Database
from data.passports import codes, programme_id
from data.tables.cells import Cell
from indicators.answers.cells import stored_cells
from tests import services, spark, template_databases
from tests.conftest import ENGINES
from tests.deep.report import ReportLine, say
from tests.depth import DEEP

pytestmark = pytest.mark.skipif(
    not DEEP, reason="half a gigabyte and minutes of Java; `make test-deep` does it"
)
REBUILD = "from app import main; main()"
IMPATIENT = f"from data.distributed import cluster; cluster.PATIENCE = {{}}; {REBUILD}"


@pytest.fixture(scope="module")
def shipped(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """Every programme that ships; a test damages cells and sees to it that they are right again."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'itog.db'}"
        if request.param == "postgresql":
            server = request.getfixturevalue("postgresql_server")
            url = stack.enter_context(services.fresh_database(server))
        template_databases.programmes(url)
        database = Database(url)
        stack.callback(database.dispose)
        yield database


def _begin(url: str, master: str, program: str = REBUILD) -> subprocess.Popen[str]:
    words = ["cells", "rebuild", "--engine", master]
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        env={**spark.environment(), "ITOG_DATABASE_URL": url, "ITOG_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def _at_once(deed: Callable[[], None]) -> Iterator[None]:
    """While the block goes on."""
    with ThreadPoolExecutor() as threads:
        deed_of_thread = threads.submit(deed)
        yield
        deed_of_thread.result()


def _cells(database: Database) -> dict[str, Any]:
    with database.read() as session:
        return {
            code: {
                key: content
                for key, (content, _) in stored_cells(
                    session, programme_id(session, code), _indicators(session)
                ).items()
            }
            for code in codes(session)
        }


def _indicators(session: Any) -> list[str]:
    return [code for (code,) in session.query(Cell.indicator).distinct()]


def _damage(database: Database) -> None:
    with database.writing("test") as session:
        session.execute(update(Cell).where(Cell.until.is_(None), Cell.id % 7 == 0).values(value=7))


def check_cells(subject: str, database: Database, before: dict[str, Any]) -> None:
    """Every cell of every programme is what it was before some were damaged."""
    after, count = _cells(database), sum(map(len, before.values()))
    lost = sum(
        after.get(code, {}).get(key) != content
        for code, cells in before.items()
        for key, content in cells.items()
    )
    say(ReportLine(f"{subject}, {database.engine.dialect.name}", count, "cells", lost=lost))
    assert after == before


# that both databases take cells back, and give them, is tried without a cluster: test_rebuilding.py
@pytest.mark.parametrize("shipped", ENGINES[1:], indirect=True)
def test_every_cell_is_the_same(shipped: Database, tmp_path: Path) -> None:
    before = _cells(shipped)
    _damage(shipped)
    with spark.standalone(tmp_path, 1) as cluster:
        output, errors = _begin(shipped.url, cluster.url).communicate()
    assert "Computed anew: 3 programmes" in output, errors
    check_cells("Spark", shipped, before)


@pytest.mark.parametrize("shipped", ENGINES[1:], indirect=True)
def test_a_worker_that_dies_loses_nothing(shipped: Database, tmp_path: Path) -> None:
    before = _cells(shipped)
    _damage(shipped)
    with spark.standalone(tmp_path, 2) as cluster:
        process = _begin(shipped.url, cluster.url)
        with _at_once(cluster.kill_worker):
            output, errors = process.communicate()
    assert "Computed anew: 3 programmes" in output, errors
    check_cells("Spark, a worker killed", shipped, before)


@pytest.mark.parametrize("shipped", ENGINES[:1], indirect=True)
def test_without_workers_nothing_is_changed(shipped: Database, tmp_path: Path) -> None:
    before, newest = _cells(shipped), shipped.newest()
    with spark.standalone(tmp_path, 0) as cluster:
        output, errors = _begin(shipped.url, cluster.url, IMPATIENT.format(5)).communicate()
        assert "had no worker to give" in errors, output
        with cluster.worker(1):
            process = _begin(shipped.url, cluster.url, IMPATIENT.format(30))
            with _at_once(cluster.kill_worker):
                output, errors = process.communicate()
        assert "has no workers left" in errors, output
        assert process.returncode == 1
    assert (_cells(shipped), shipped.newest()) == (before, newest)
