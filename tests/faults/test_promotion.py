"""The crowd goes on while its primary dies and the replica takes its place: no change that was
confirmed is lost, and whoever is refused meanwhile is told why.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, text

from data.database.database import Database
from data.database.upgrading import upgrade
from tests import services
from tests.commands.conftest import runner
from tests.deep.report import say
from tests.depth import DEEP
from tests.faults.crowd import ServedTown, check, count_in, crowd, lines_of, read, served, write
from tests.local import free_port
from tests.sample_programme import SampleProgramme
from tests.server_pairs import ServerPair, server_pair

pytestmark = pytest.mark.postgresql

WRITERS, READERS, SECONDS = 20, 200, 120.0
WITHOUT_PRIMARY = 5.0
OUTAGES = frozenset(
    (
        "database_not_answering",
        "database_starting",
        "database_read_only",
        "database_unavailable",
    )
)
# nothing is confirmed that the replica has not got, though the tests' servers write nothing to disks
WAITING = (
    "ALTER ROLE itog SET synchronous_commit = on",
    "ALTER SYSTEM SET synchronous_standby_names = '*'",
    "SELECT pg_reload_conf()",
)


def wait_for_replica(pair: ServerPair) -> None:
    """Let the primary confirm what its replica has."""
    engine = create_engine(pair.writable, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in WAITING:
            connection.execute(text(statement))
    engine.dispose()


def lose_primary(pair: ServerPair) -> int:
    """Let it die in the middle; the newest revision of the replica that takes its place."""
    time.sleep(SECONDS / 3)
    services.stop(pair.first, "immediate")
    time.sleep(WITHOUT_PRIMARY)
    services.promote(pair.second)
    database = Database(pair.writable)
    try:
        return database.newest()
    finally:
        database.dispose()


@pytest.mark.skipif(not DEEP, reason="takes minutes; `test_replica.py` promotes without a crowd")
def test_no_confirmed_change_is_lost_with_the_primary() -> None:
    port = free_port()
    with (
        server_pair() as pair,
        SampleProgramme(pair.writable, create=upgrade) as world,
    ):
        first = count_in(world)
        wait_for_replica(pair)
        with (
            served(pair.writable, port, {"ITOG_REPLICA_URL": pair.readable}) as process,
            ThreadPoolExecutor(1) as operator,
        ):
            town = ServedTown(pair.writable, port, first, process, OUTAGES)
            losing = operator.submit(lose_primary, pair)
            result = crowd(town, SECONDS, [write] * WRITERS + [read] * READERS)
            promoted_at = losing.result()
        name = f"{WRITERS} writers, {READERS} readers, primary lost"
        for line in lines_of(name, town, result):
            say(line)
        check(town, result)
        assert first < promoted_at < world.database.newest()
        assert result.refused
        checked = runner(pair.writable)("doctor", "--whole")
        assert checked.exit_code == 0, checked.output
