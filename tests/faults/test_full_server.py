"""A PostgreSQL whose disk is really full at each moment of a revision: there is all of it or nothing,
readers beside it saw no half, the doctor finds nothing, and with room it can be done again.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import URL

from data.database.upgrading import upgrade
from data.fault_points import FaultPoint
from data.refusals import Refusal
from tests import services
from tests.deep.report import ReportLine, say
from tests.depth import some
from tests.disks import fill, small_disk
from tests.faults.operations import OPERATIONS, REVISING, town
from tests.faults.place import SECONDS, Place, beside, check_doctor
from tests.faults.views import View, contents
from tests.faults.wounds import REFUSED, SURVIVED, begin_wounded

DISK = "320m"
"""A cluster, its log, and two databases of a town."""
BALLAST = "ballast"


@dataclass(frozen=True)
class SmallServer:
    """A server, and the disk that is its own."""

    address: URL
    disk: Path

    def fill(self) -> None:
        fill(self.disk)

    def clear(self) -> None:
        (self.disk / BALLAST).unlink()


@pytest.fixture(scope="module")
def small_server() -> Iterator[SmallServer | None]:
    """None where the system lets nobody mount a disk."""
    # pytest's own folder is closed to the server's user, and its name too long for a socket
    with TemporaryDirectory(prefix="itog-full-") as name, small_disk(Path(name), DISK) as is_small:
        if not is_small:
            yield None
            return
        with services.cluster(Path(name)) as address:
            yield SmallServer(address, Path(name))


@pytest.mark.postgresql
@pytest.mark.parametrize("point", some(REVISING, FaultPoint.REVISION_BEGUN))
def test_a_revision_on_a_full_disk_is_all_or_nothing(
    small_server: SmallServer | None, point: FaultPoint, tmp_path: Path
) -> None:
    if small_server is None:
        return  # a server writes past Python: only a real disk is full for it
    with services.fresh_database(small_server.address) as url:
        town(url, create=upgrade)
        place = Place(OPERATIONS["import"], url, tmp_path)
        before, whole_before = place.view(), contents(url)
        child = begin_wounded(lambda: work_or_full(place), point, 1, small_server.fill)
        views, outcome = beside(place, child)
        small_server.clear()
        left = answered_view(place)
        assert (outcome, left == before) in {(REFUSED, True), (SURVIVED, False)}, point
        check_doctor(place)
        if left == before:
            assert contents(url) == whole_before
            place.work()
            check_doctor(place)
        assert views <= {before, place.view(), None}, "a reader saw a half"
    say(ReportLine("all or nothing, a server's disk really full", 1, "moments", lost=0))


def work_or_full(place: Place) -> None:
    """The work, which may be refused for want of room and for nothing else."""
    try:
        place.work()
    except Refusal as refusal:
        if [problem.rule for problem in refusal.problems] == ["database_full"]:
            raise
        raise RuntimeError("refused for something else") from refusal


def answered_view(place: Place) -> View:
    """What a reader sees as soon as the server answers: it may have begun again."""
    end = time.monotonic() + SECONDS
    while (seen_view := place.view()) is None:
        assert time.monotonic() < end, "the server does not come back"
        time.sleep(0.1)
    return seen_view
