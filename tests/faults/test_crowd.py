"""Writers and readers at once, against a served program: no update is lost, nobody is refused but by
a conflict that is said, and every answer is that of the revision that it names.

`make test` has a few of them for a few seconds, `make test-deep` twenty and two hundred for two
minutes on both databases.
"""

import pytest

from tests import template_databases
from tests.commands.conftest import runner
from tests.conftest import ENGINES
from tests.deep.report import say
from tests.depth import DEEP, some
from tests.faults.crowd import ServedTown, check, count_in, crowd, lines_of, read, served, write
from tests.local import free_port
from tests.sample_programme import SampleProgramme

WRITERS, READERS, SECONDS = (20, 200, 120.0) if DEEP else (4, 12, 3.0)


@pytest.mark.parametrize("engine", some(ENGINES, "sqlite"))
def test_no_update_is_lost_and_every_answer_is_of_its_revision(
    engine: str, request: pytest.FixtureRequest
) -> None:
    url: str = request.getfixturevalue(f"{engine}_url")
    with SampleProgramme(url, create=template_databases.upgraded) as world:
        first = count_in(world)
    with served(url, port := free_port()) as process:
        town = ServedTown(url, port, first, process)
        result = crowd(town, SECONDS, [write] * WRITERS + [read] * READERS)
    for line in lines_of(f"{WRITERS} writers, {READERS} readers, {engine}", town, result):
        say(line)
    check(town, result)
    checked = runner(url)("doctor", "--whole")
    assert checked.exit_code == 0, checked.output
