"""``itog cells rebuild``: what it says, and the clusters that it refuses."""

import socket
import sys

import pytest
from sqlalchemy import update

from data.distributed import cluster
from data.tables.cells import Cell
from tests.commands.conftest import Run, runner
from tests.sample_programme import SampleProgramme


@pytest.fixture
def rebuild(sqlite_url: str) -> Run:
    """The command over a town of one programme, of which one answer is wrong."""
    with SampleProgramme(sqlite_url) as world:
        world.define("visits", kind="count", measure="consultations")
        world.record("consultations", "2014-05-06", "north")
        with world.database.writing("test") as session:
            wrong = (Cell.place == "", Cell.grain == "year", Cell.mode == "plain")
            session.execute(update(Cell).where(*wrong).values(value=7))
    run = runner(sqlite_url)
    return lambda *words: run("cells", "rebuild", *words)


def test_it_says_what_was_changed_and_that_all_is_right(rebuild: Run) -> None:
    first, second = rebuild("--programme", "town"), rebuild()
    assert first.output.startswith("Computed anew: 1 programmes, 1 answers changed, in revision")
    assert second.output.startswith("Every ready answer was computed anew and is right")
    assert (first.exit_code, second.exit_code) == (0, 0)


def test_a_programme_that_nobody_knows_is_refused(rebuild: Run) -> None:
    refused = rebuild("--programme", "atlantis")
    assert refused.exit_code == 1
    assert "atlantis" in refused.output


@pytest.mark.parametrize("engine", ["sprak://host:7077", "spark://host", "local[x]", "", " "])
def test_what_is_no_engine_is_refused(rebuild: Run, engine: str) -> None:
    refused = rebuild("--engine", engine)
    assert refused.exit_code == 1
    assert "Name spark://HOST:PORT" in refused.output


def test_a_master_that_is_not_there_is_refused_at_once(rebuild: Run) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address in (f"spark://127.0.0.1:{port}", "spark://nowhere.invalid:7077"):
        refused = rebuild("--engine", address)
        assert refused.exit_code == 1
        assert f"Spark’s master {address} does not answer" in refused.output


def test_without_the_library_it_says_what_to_install(
    rebuild: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    refused = rebuild("--engine", "local")
    assert refused.exit_code == 1
    assert 'pip install "itog[spark]"' in refused.output


def test_it_waits_for_workers_for_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.1)
    monkeypatch.setattr(cluster, "LOOKS", 0.01)
    monkeypatch.setattr(cluster.Cluster, "workers", lambda _self: 0)
    with pytest.raises(Exception, match="had no worker to give"):
        cluster.Cluster(None, "spark://far:7077").wait_for_workers()  # type: ignore[arg-type]
