"""A real streaming replica answers readers while it is near, and takes the primary's place without
a wrong answer.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, text

from data.database.database import Database
from data.database.replica import ReplicatedDatabase
from data.refusals import Refusal
from data.tables import metadata
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.asking import Asker
from tests import services
from tests.sample_programme import SampleProgramme
from tests.server_pairs import ServerPair, server_pair

pytestmark = pytest.mark.postgresql


@dataclass(frozen=True)
class TownPair(ServerPair):
    """Two servers with a database that follows whichever may be written to."""

    town: SampleProgramme


@pytest.fixture
def pair() -> Iterator[TownPair]:
    with server_pair() as servers, _town(servers.writable) as town:
        yield TownPair(servers.first, servers.second, servers.copied, town)


def _town(url: str) -> SampleProgramme:
    """A year with one visit."""
    town = SampleProgramme(
        url, years=(2014, 2014), create=lambda database: metadata().create_all(database.engine)
    )
    with town.revision():
        town.define("visits", kind="count", measure="consultations")
        town.record("consultations", "2014-03-05", "north")
        town.cover("consultations", "2014")
    return town


@contextmanager
def replicated(pair: TownPair, seconds: float = 60) -> Iterator[ReplicatedDatabase]:
    copied = Database(pair.copied.render_as_string(hide_password=False))
    try:
        yield ReplicatedDatabase(pair.town.database, copied, seconds)
    finally:
        copied.dispose()


def visits(asker: Asker, town: SampleProgramme) -> int:
    (answer,) = asker.at_newest().ask(answers, Question(town.code))
    return int(answer.value)


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def on_replica(pair: TownPair, statement: str) -> None:
    engine = create_engine(pair.copied, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def has_come(pair: TownPair, both: ReplicatedDatabase) -> bool:
    # asked a moment ago it may have lacked the very tables, and would be left alone for a while
    both._rests_until = 0
    return both.nearest() == (both.replica, pair.town.database.newest())


def test_the_replica_answers_while_it_is_near_and_the_primary_where_it_is_not(
    pair: TownPair,
) -> None:
    with replicated(pair) as both:
        asker = Asker(pair.town.database).over(both)
        wait_until(lambda: has_come(pair, both))
        assert visits(asker, pair.town) == 1
        on_replica(pair, "SELECT pg_wal_replay_pause()")
        pair.town.record("consultations", "2014-04-01", "north")
        # what the replica says is right as of what it has, and it says as of what
        assert both.nearest() == (both.replica, pair.town.database.newest() - 1)
        assert visits(asker, pair.town) == 1
        assert (both.lag().revisions, both.lag().answers) == (1, True)
        both.seconds = -1  # less than any lag
        assert both.nearest() == (both.primary, pair.town.database.newest())
        assert visits(asker, pair.town) == 2
        assert not both.lag().answers
        both.seconds = 60
        on_replica(pair, "SELECT pg_wal_replay_resume()")
        wait_until(lambda: has_come(pair, both))


def test_either_answers_alone_and_only_the_primary_is_written_to(pair: TownPair) -> None:
    with replicated(pair) as both:
        asker = Asker(pair.town.database).over(both)
        wait_until(lambda: has_come(pair, both))
        services.stop(pair.second)
        assert both.nearest() == (both.primary, pair.town.database.newest())
        # it is left alone for a while, as waiting for it costs every reader
        services.restart(pair.second)
        assert both.nearest()[0] is both.primary
        both._rests_until = 0
        services.stop(pair.first)
        assert visits(asker, pair.town) == 1
        assert both.nearest()[0] is both.replica
        with pytest.raises(Refusal) as refused:
            pair.town.record("consultations", "2014-04-01", "north")
        assert refused.value.problems[0].rule in ("database_not_answering", "database_unavailable")
        services.stop(pair.second)
        with pytest.raises(Refusal):
            both.nearest()


def test_what_a_promoted_replica_lacked_is_forgotten_and_never_told(pair: TownPair) -> None:
    """Revisions that were told to readers are lost with their server and come again as others."""
    primary = Asker(pair.town.database)
    with replicated(pair) as both:
        readers = primary.over(both)
        wait_until(lambda: has_come(pair, both))
        services.stop(pair.second)
        for _visit in range(5):
            pair.town.record("consultations", "2014-04-01", "north")
        number = pair.town.database.newest()
        assert visits(primary, pair.town) == visits(readers, pair.town) == 6
        services.stop(pair.first)
        services.restart(pair.second)
        services.promote(pair.second)
        both._rests_until = 0
        assert visits(primary, pair.town) == visits(readers, pair.town) == 1
        for _visit in range(5):
            pair.town.record("events", "2014-05-01", "south")
        assert pair.town.database.newest() == number
        assert visits(primary, pair.town) == visits(readers, pair.town) == 1
