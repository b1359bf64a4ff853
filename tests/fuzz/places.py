"""The small programme that files and requests are about, in this process or in one of its own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dash import Dash

from data.passports import DEFAULT_PROGRAMME
from tests.dashboard.walk import callbacks_of, is_ours
from tests.fuzz.targets import TEXTS, Importer, Reader, Target, of_importer, of_reader
from tests.sample_programme import SampleProgramme


@contextmanager
def town(folder: Path) -> Iterator[SampleProgramme]:
    """An indicator with a record and a plan, one that is reported, districts."""
    with SampleProgramme(f"sqlite:///{folder / 'itog.db'}", code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations", key=True)
            world.define("opinion", kind="observed", combine={"places": "none", "periods": "none"})
            world.record("consultations", "2014-03-05", "north", topic="law")
            world.cover("consultations", "2014..2016")
            world.target("visits", "2014", 2)
            world.organisation("Veterans' council", number="1")
        yield world


def targets(world: SampleProgramme, application: Dash, folder: Path) -> Mapping[str, Target]:
    """Every target; ``application`` serves the programme."""
    every = callbacks_of(application, world.code)
    bodies = tuple(
        body for body in every if is_ours(application, body) and "_pages" not in body["output"]
    )
    reader = Reader(application.server.test_client(), bodies)
    return {
        **TEXTS,
        **of_importer(Importer(world.database, world.code, folder)),
        **of_reader(reader),
    }
