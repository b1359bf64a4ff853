"""What writes: each piece of work with the database that it begins with, and the moments that it
passes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from sqlalchemy import insert

from dashboard.jobs import state
from dashboard.jobs.jobs import Jobs
from dashboard.jobs.state import Job
from dashboard.jobs.worker import work as work_on_job
from data.backups.making import make_backup
from data.backups.restoring import restore
from data.clock import now
from data.database.closing import close_year
from data.database.database import Database
from data.database.upgrading import configuration, make
from data.fault_points import FaultPoint
from data.imports import ImportOptions, import_file
from data.imports.undoing.undoing import undo
from data.organisations.merging import merge
from data.tables.organisations import Organisation
from data.tables.revisions import Revision
from indicators.answers.snapshots import create
from indicators.definition.publishing import publish
from tests import template_databases
from tests.sample_programme import SampleProgramme, yaml_of

TOWN = "town"
OLD_SCHEMA = "0002"
"""Of before there were seals: an upgrade makes them."""
TOKEN = "a" * 32
COPY = "copy.itog"
VISITS = {"kind": "count", "measure": "consultations"}
FILE = "number,date,district,request,topic\n{0}-1,2014-08-01,north,consulting,law\n{0}-2,2015-02-03,south,consulting,\n"

Work = Callable[[Database, Path], object]


@dataclass(frozen=True)
class Operation:
    """``begin`` makes the database of an address; ``points`` are what the work passes, each once."""

    work: Work
    points: tuple[FaultPoint, ...]
    begin: Callable[[str], object] | None = None


# ---------------------------------------------------------------- how it begins


def town(url: str, create: Callable[[Database], object] = template_databases.upgraded) -> None:
    """Two districts, two organisations, one import, two definitions."""
    with SampleProgramme(url, create=create) as world:
        with world.revision():
            world.define("visits", **VISITS)
            world.define("growth", **VISITS, accumulate="to_date")
            world.organisation("Hope")
            world.organisation("Hope, an NGO")
            world.record("consultations", "2014-03-05", "north", topic="law")
            world.cover("consultations", "2014..2015")
            world.target("visits", "2014", 10)
        folder = Path(template_databases._folder.name)
        _import(world.database, folder, "early")


def old(url: str) -> None:
    """A database as an earlier version made it."""
    database = Database(url)
    with database.reshaping() as connection:
        command.upgrade(configuration(connection), OLD_SCHEMA)
        words = {"at": now(), "author": "x", "action": "load", "summary": "x", "reason": ""}
        connection.execute(insert(Revision).values(number=1, **words))
    database.dispose()


def files_of_town(folder: Path) -> None:
    """What the work finds beside its database: a backup to be restored."""
    url = f"sqlite:///{folder / 'other.db'}"
    template_databases.from_template(url, town)
    database = Database(url)
    make_backup(database, folder / "town.itog")
    database.dispose()
    (folder / "other.db").unlink()


# ---------------------------------------------------------------- what it does


def _import(database: Database, folder: Path, name: str = "late") -> None:
    path = folder / f"{name}.csv"
    path.write_text(FILE.format(name), encoding="utf-8")
    import_file(database, "consultations", path, ImportOptions(TOWN, "2014..2015"))


def _publish(database: Database, _folder: Path) -> None:
    text = yaml_of("lawyers", **VISITS, filter={"topic": ["law"]})
    with database.transaction("publish", "lawyers") as change:
        publish(change, 1, [("lawyers.yaml", text)])


def _merge(database: Database, _folder: Path) -> None:
    with database.transaction("merge", "Hope") as change:
        first, second = sorted(row.id for row in change.session.query(Organisation))
        merge(change, 1, second, first)


def _close(database: Database, _folder: Path) -> None:
    with database.transaction("close", "2014", reason="the council") as change:
        close_year(change, 1, 2014)


def _begin_again(database: Database) -> None:
    """As ``itog init`` does: one programme after another."""
    for name in ("first", "second"):
        with database.transaction("load", name):
            pass


def _nothing(_database: Database) -> None:
    """An upgrade fills nothing."""


def _job(database: Database, folder: Path) -> None:
    """A snapshot in the background, in this process."""
    jobs = Jobs(folder / "jobs", database)
    jobs.folder.mkdir(exist_ok=True)
    state.forget(jobs.folder, TOKEN)
    facts = {"title": "Meeting", "programme": TOWN, "author": "anna"}
    job = state.keep(jobs.folder, Job(TOKEN, "snapshot", "Meeting", facts))
    work_on_job(*jobs.work_arguments(job))


WRITING = (FaultPoint.LOCKED, FaultPoint.BEFORE_COMMIT, FaultPoint.AFTER_COMMIT)
REVISING = (
    FaultPoint.LOCKED,
    FaultPoint.REVISION_BEGUN,
    FaultPoint.ROWS_WRITTEN,
    FaultPoint.CELLS_WRITTEN,
    FaultPoint.SEALED,
    FaultPoint.BEFORE_COMMIT,
    FaultPoint.AFTER_COMMIT,
)
SHAPING = (FaultPoint.MIGRATED, FaultPoint.RENEWED)
FILE_POINTS = (FaultPoint.FILE_WHOLE, FaultPoint.FILE_NAMED)
NEW_FILE = (
    FaultPoint.DATABASE_WHOLE,
    FaultPoint.DATABASE_CLEARED,
    FaultPoint.DATABASE_NAMED,
)
"""Of an embedded database alone."""

OPERATIONS = {
    "import": Operation(_import, REVISING, town),
    "publish": Operation(_publish, REVISING, town),
    "undo": Operation(lambda database, _folder: undo(database, 1), REVISING, town),
    "merge": Operation(_merge, REVISING, town),
    "close": Operation(_close, REVISING, town),
    "snapshot": Operation(
        lambda database, _folder: create(database, "Meeting", TOWN), WRITING, town
    ),
    "migrate": Operation(
        lambda database, _folder: make(database, _nothing), (*WRITING, *SHAPING), old
    ),
    "init": Operation(
        lambda database, _folder: make(database, _begin_again), (*REVISING, *SHAPING, *NEW_FILE)
    ),
    "backup": Operation(
        lambda database, folder: make_backup(database, folder / COPY),
        (FaultPoint.TABLE_IN_BACKUP, *FILE_POINTS),
        town,
    ),
    "restore": Operation(
        lambda database, folder: restore(database, folder / "town.itog"),
        (*WRITING, *SHAPING, *NEW_FILE, FaultPoint.TABLE_RESTORED),
    ),
    "job": Operation(
        _job, (*WRITING, *FILE_POINTS, FaultPoint.JOB_BEGUN, FaultPoint.JOB_ENDING), town
    ),
}
