"""Writers and readers at once, against a served program: no update is lost, nobody is refused but by
a conflict that is said, and every answer is that of the revision that it names.

`make test` has a few of them for a few seconds, `make test-deep` twenty and two hundred for two
minutes on both databases, and then an hour in which memory and open files stay flat;
`ITOG_TEST_SOAK_SECONDS` is the length of that hour.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest

from tests import template_databases
from tests.commands.conftest import runner
from tests.conftest import ENGINES
from tests.depth import DEEP, some
from tests.faults.crowd import ServedTown, check, count_in, crowd, say, served
from tests.local import free_port
from tests.sample_programme import SampleProgramme

WRITERS, READERS, SECONDS = (20, 200, 120.0) if DEEP else (4, 12, 3.0)
SOAK_SECONDS = float(os.environ.get("ITOG_TEST_SOAK_SECONDS", "3600"))
SAMPLES = 12
GROWTH = 1.1
"""What memory may have become since the server was warm."""


@pytest.fixture(params=some(ENGINES, "sqlite"))
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServedTown]:
    url = f"sqlite:///{tmp_path / 'itog.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    with SampleProgramme(url, create=template_databases.upgraded) as world:
        first = count_in(world)
    with served(url, port := free_port()) as process:
        yield ServedTown(url, port, first, process)


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
