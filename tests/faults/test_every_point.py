"""Each piece of work that writes, wounded at each moment that it passes: there is all of it or
nothing, readers beside it saw no half, the doctor finds nothing, and it can be done again.

`make test` kills once at every moment, on SQLite; `make test-deep` does all of it.
"""

import ast
import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from dashboard.jobs import state
from dashboard.jobs.jobs import START_SECONDS, Jobs
from data.database.database import Database
from data.fault_points import FaultPoint
from tests import services, template_databases
from tests.conftest import ENGINES
from tests.deep.report import ReportLine, say
from tests.depth import DEEP, some
from tests.disks import small_disk
from tests.faults.operations import (
    NEW_FILE,
    OPERATIONS,
    TOKEN,
    Operation,
    files_of_town,
)
from tests.faults.place import Place, beside, check_doctor
from tests.faults.views import View, contents
from tests.faults.wounds import (
    BROKEN,
    REFUSED,
    SURVIVED,
    WOUNDS,
    begin_wounded,
    passed_points,
)

ROOT = Path(__file__).parents[2]
DISK = "48m"


@contextmanager
def fresh(
    engine: str, operation: Operation, folder: Path, request: pytest.FixtureRequest
) -> Iterator[Place]:
    """A place as the work finds it."""
    with ExitStack() as stack:
        folder.mkdir()
        stack.enter_context(small_disk(folder, DISK))
        url = f"sqlite:///{folder / 'itog.db'}"
        if engine == "postgresql":
            server = request.getfixturevalue("postgresql_server")
            url = stack.enter_context(services.fresh_database(server))
        if operation.begin is not None:
            template_databases.from_template(url, operation.begin)
        else:
            files_of_town(folder)
        yield Place(operation, url, folder)


def points_of(operation: Operation, engine: str) -> tuple[FaultPoint, ...]:
    """What the work passes on a kind of database."""
    return tuple(point for point in operation.points if engine == "sqlite" or point not in NEW_FILE)


def tried_points(name: str, engine: str) -> tuple[FaultPoint, ...]:
    """All that the work passes; in short, what no work before it has tried."""
    names = list(OPERATIONS)
    before = {point for each in names[: names.index(name)] for point in OPERATIONS[each].points}
    points = points_of(OPERATIONS[name], engine)
    return points if DEEP else tuple(point for point in points if point not in before)


# a job's own process leaves its connection to the end of the process; here it ends in ours
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("wound", some(list(WOUNDS), "kill"))
@pytest.mark.parametrize("engine", some(ENGINES, "sqlite"))
@pytest.mark.parametrize("name", OPERATIONS)
def test_it_is_all_or_nothing_wherever_it_is_wounded(
    name: str, engine: str, wound: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    operation = OPERATIONS[name]
    with fresh(engine, operation, tmp_path / "whole", request) as place:
        before = place.view()
        passed = passed_points(place.work)
        after = place.view()
    assert before != after
    assert set(passed) == set(points_of(operation, engine)), "the registry of points"
    moments = [
        (point, number)
        for point in tried_points(name, engine)
        for number in sorted({1, passed[point]} if DEEP else {1})
    ]
    for point, number in moments:
        with fresh(engine, operation, tmp_path / f"{point.name}-{number}", request) as place:
            check_wounded(place, point, number, wound, {before: "nothing", after: "all"})
    say(ReportLine(f"all or nothing, {wound}, {engine}", len(moments), "moments", lost=0))


def check_wounded(
    place: Place, point: FaultPoint, number: int, wound: str, known: dict[View | None, str]
) -> None:
    """One wound: what readers saw meanwhile, what is left, and that it can be done again."""
    whole_before = contents(place.url)
    child = begin_wounded(
        place.work, point, number, lambda: WOUNDS[wound](point, place.url, place.folder)
    )
    seen_views, outcome = beside(place, child)
    (place.folder / "ballast").unlink(missing_ok=True)
    where = f"{point.name} {number}, {outcome}"
    assert seen_views <= {*known, None}, f"{where}: a reader saw a half"
    # a job's last word raises where it finds no room: it has failed all the same, and says so
    assert outcome != BROKEN or (is_job(place) and wound == "full disk"), where
    left = known[place.view()]
    if left == "nothing":
        assert contents(place.url) == whole_before, where
    if wound == "kill":
        assert outcome == -signal.SIGKILL, where
    elif not is_job(place):
        assert {SURVIVED: "all", REFUSED: "nothing"}[outcome] == left, where
    check_job(place, left, is_first_note=(point, number) == (FaultPoint.FILE_WHOLE, 1))
    check_doctor(place)
    if left == "nothing":
        place.work()
        assert known[place.view()] == "all", where
        check_doctor(place)


def is_job(place: Place) -> bool:
    return (place.folder / "jobs").exists()


def check_job(place: Place, left: str, *, is_first_note: bool) -> None:
    """A job says how it ended, and has left nothing but that; one whose first note was not written
    was never begun.
    """
    if not is_job(place):
        return
    jobs = Jobs(place.folder / "jobs", Database(place.url))
    if not state.state_file(jobs.folder, TOKEN).exists():
        assert (is_first_note, left) == (True, "nothing"), "nobody was told of it yet"
        return
    if jobs.find(TOKEN).state == state.WAITING:
        # it had no room to say that it began: a minute later it has failed
        later = time.time() + 2 * START_SECONDS
        os.utime(state.state_file(jobs.folder, TOKEN), (later, later))
    job = jobs.find(TOKEN)
    assert job.state in ({state.FAILED} if left == "nothing" else {state.FAILED, state.READY})


# ---------------------------------------------------------------- the registry


def test_every_point_is_passed_by_some_work() -> None:
    assert {point for each in OPERATIONS.values() for point in each.points} == set(FaultPoint)


COMMITTING = {"data/database/database.py"}
NAMING = {"data/system.py", "data/database/upgrading.py"}
"""Where a thing becomes true: each place has its points."""
STAGING = {
    "dashboard/submissions/store.py",
    "dashboard/steward/imports/store.py",
    "dashboard/steward/imports/loaded.py",
}
"""What is not true yet: files that people have sent and not saved."""


def test_nothing_is_committed_and_no_file_named_past_the_points() -> None:
    """Whatever writes passes by the one place that commits, or by the two that give files names."""
    committing, naming = set(), set()
    for package in ("commands", "dashboard", "data", "indicators"):
        for path in (ROOT / package).rglob("*.py"):
            name = str(path.relative_to(ROOT))
            for call in calls(path):
                words = len(call.args) + len(call.keywords)
                if call.func.attr in ("commit", "begin") and not words:
                    committing.add(name)
                # of a text it has two arguments, of a frame or a row it has keywords
                is_path = call.func.attr in ("replace", "rename") and len(call.args) == words == 1
                if is_path or ast.unparse(call.func) == "os.replace":
                    naming.add(name)
    assert (committing, naming - STAGING) == (COMMITTING, NAMING)


def calls(path: Path) -> Iterator[Any]:
    """The calls of methods in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node


@pytest.mark.parametrize("name", ["writing", "reshaping"])
def test_what_commits_has_a_point_before_and_after(name: str) -> None:
    tree = ast.parse((ROOT / "data/database/database.py").read_text(encoding="utf-8"))
    database = next(node for node in tree.body if getattr(node, "name", "") == "Database")
    functions = {getattr(node, "name", ""): ast.unparse(node) for node in ast.walk(database)}
    assert "AFTER_COMMIT" in functions[name]
    assert "self._lock(" in functions[name]
    assert {"LOCKED", "BEFORE_COMMIT"} <= set(functions["_lock"].replace(")", ".").split("."))


def test_nobody_observes_what_runs() -> None:
    """Only tests name the list; no setting leads to it."""
    named = [
        path.name
        for package in ("commands", "dashboard", "data", "indicators")
        for path in (ROOT / package).rglob("*.py")
        if "observers" in path.read_text(encoding="utf-8")
    ]
    assert named == ["fault_points.py"]
