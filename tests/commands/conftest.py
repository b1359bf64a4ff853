"""A small town's database, and commands run against it as a person would."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from click.testing import CliRunner, Result

from commands import itog
from commands.common.context import Itog
from data.database.database import Database
from indicators.answers import cells
from tests import services, template_databases
from tests.conftest import ENGINES
from tests.sample_programme import SampleProgramme

Run = Callable[..., Result]


def runner(url: str, language: str = "en") -> Run:
    """What runs a command against a database: ``run("values", "--programme", "town")``."""

    def run(*words: str) -> Result:
        context = Itog(lambda: Database(url, [cells.refresh]), _no_server, language)
        return CliRunner().invoke(itog, words, obj=context)

    return run


def _no_server() -> Callable[[], object]:
    raise AssertionError("only serve makes a server")


@pytest.fixture
def run(database_url: str) -> Run:
    """Commands against a database that does not exist yet."""
    return runner(database_url)


@pytest.fixture(scope="session", params=ENGINES)
def standing_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a town's database that every test only reads."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path_factory.mktemp('town') / 'itog.db'}"
        if request.param == "postgresql":
            url = stack.enter_context(
                services.fresh_database(request.getfixturevalue("postgresql_server"))
            )
        template_databases.from_template(url, filled)
        yield url


@pytest.fixture
def ask(standing_url: str) -> Run:
    """Commands against the town that stands."""
    return runner(standing_url)


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    """A town with visits, money and a share in two districts."""
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


def filled(url: str) -> SampleProgramme:
    """The town as every test finds it."""
    with SampleProgramme(url, create=template_databases.upgraded) as world:
        fill(world)
    return world


def fill(world: SampleProgramme) -> None:
    """Everything in one revision, the second."""
    all_visits = {"kind": "count", "measure": "consultations"}
    law = {**all_visits, "filter": {"topic": ["law"]}}
    with world.revision():
        world.define("visits", kind="count", measure="consultations")
        world.define("awarded", kind="sum", measure="grant_awards", amount="awarded")
        world.define(
            "law_share",
            kind="ratio",
            scale=100,
            numerator=law,
            denominator=all_visits,
        )
        asking = world.organisation("=cmd|'/c calc'!A0")
        world.record("consultations", "2014-03-05", "north", topic="law", organisation_id=asking)
        world.record("consultations", "2014-05-06", "north", topic="other")
        world.record("consultations", "2014-05-07", "south")
        world.record("consultations", "2015-05-07")
        world.record(
            "grants",
            "2014-02-01",
            "south",
            decision="awarded",
            awarded="100.5",
            decided_on="2014-05-06",
        )
        world.cover("consultations", "2014..2015")
        world.cover("grants", "2014..2015")
        world.target("visits", "2014", 10)
        world.target("awarded", "2014", 200)
        world.decision("Open in the evenings", "2015-02-01", "2015-03-01", indicator="visits")
        world.number_note("visits", "2014", "Counted by hand until May.")
