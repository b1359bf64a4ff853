"""The state of a job, as the file that its process writes and every worker of the server reads."""

import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import TypeAdapter, ValidationError

from dashboard.jobs.processes import Process
from data.refusals import NotFound, Problem
from data.system import write_whole

WAITING: Final = "waiting"
READY: Final = "ready"
FAILED: Final = "failed"
CANCELLED: Final = "cancelled"
FORMAT = 2
"""Of the file.

What an older version of the program left is a lost job: its arguments may mean something else.
"""

_TOKEN = re.compile(r"[0-9a-f]{32}")
_LEAVING = re.compile(r"\.?([0-9a-f]{32})\..+")


@dataclass(frozen=True)
class Job:
    """One piece of work: ``count`` of ``total`` (0: nobody knows) of a ``stage``.

    ``reason`` says why it failed, in each language; ``result`` is the address to go to, empty where
    the file is it. ``account`` began it and alone may see it; with none, whoever knows the token
    may. ``reader`` is whom its place is counted for. ``process`` does the work, empty until it has
    begun.
    """

    token: str
    kind: str
    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    account: str | None = None
    reader: str = ""
    state: Literal["waiting", "ready", "failed", "cancelled"] = WAITING
    stage: str = ""
    count: int = 0
    total: int = 0
    writer: str = ""
    process: str = ""
    reason: Mapping[str, Sequence[str]] = field(default_factory=dict)
    result: str = ""


JOB = TypeAdapter(Job)


def is_token(text: str) -> bool:
    """Whether a job may be called so."""
    return bool(_TOKEN.fullmatch(text))


def state_file(folder: Path, token: str) -> Path:
    return folder / f"{token}.json"


def result_file(folder: Path, token: str) -> Path:
    """Where a job writes its file; it has this name only when it is whole."""
    return folder / f"{token}.made"


def kept(folder: Path, token: str) -> Job:
    """The state as it was written last; refuses a job that nobody remembers or whose file cannot be
    read.
    """
    try:
        document = json.loads(state_file(folder, token).read_bytes())
        if isinstance(document, dict) and document.pop("format", None) == FORMAT:
            return JOB.validate_python(document)
    except FileNotFoundError as error:
        raise NotFound(Problem("job_gone")) from error
    except (OSError, ValueError, RecursionError, ValidationError) as error:
        raise NotFound(Problem("job_lost")) from error
    raise NotFound(Problem("job_lost"))


def keep(folder: Path, job: Job) -> Job:
    """Write a state; nobody ever reads half of it, and where it cannot be written nothing is left
    of it.
    """
    document = json.dumps({"format": FORMAT, **asdict(job)}, ensure_ascii=False)
    write_whole(state_file(folder, job.token), document.encode())
    return job


def claim(folder: Path, token: str, process: Process | None) -> Process | None:
    """Whose the job is: the process that begins it, or nobody's once cancelled; only the first to
    claim it has it.
    """
    path = _claim_file(folder, token)
    # made only if it is not there: the file system decides who was first
    write_whole(path, str(process or "").encode("ascii"), replace=False)
    return Process.read(path.read_text(encoding="ascii", errors="replace"))


def touch(folder: Path, token: str) -> None:
    """Say that the job goes on, to machines that cannot see its process."""
    os.utime(state_file(folder, token))


def age(folder: Path, token: str) -> float:
    """How many seconds ago the state was written; also where the clock was set back since, as far
    as one can tell.
    """
    return abs(time.time() - state_file(folder, token).stat().st_mtime)


def tokens(folder: Path) -> Iterator[str]:
    """Every job that has a state, readable or not; whatever else lies in the folder is not ours."""
    for path in folder.glob("*.json"):
        if is_token(path.stem):
            yield path.stem


def remains(folder: Path, seconds: float) -> Iterator[str]:
    """Jobs of which files are left that nobody has touched for so long."""
    for path in folder.iterdir():
        if name := _LEAVING.fullmatch(path.name):
            with suppress(FileNotFoundError):
                if abs(time.time() - path.lstat().st_mtime) > seconds:
                    yield name[1]


def leftover_files(folder: Path, token: str) -> Iterator[Path]:
    """All that a job wrote except what is known of it: its file, and parts of it."""
    for path in (*folder.glob(f".{token}.*"), *folder.glob(f"{token}.*")):
        # these are what is known of it, and stay to be told
        if path not in (state_file(folder, token), _claim_file(folder, token)):
            yield path


def clear(folder: Path, token: str) -> None:
    """Remove all that a job wrote except what is known of it."""
    for path in leftover_files(folder, token):
        _remove(path)


def forget(folder: Path, token: str) -> None:
    """Nothing is known of a job any longer."""
    clear(folder, token)
    for path in (_claim_file(folder, token), state_file(folder, token)):
        _remove(path)


def workroom(folder: Path, token: str) -> Path:
    """Where a job keeps what it needs for a while: a process that is killed cannot clear up after
    itself.
    """
    return folder / f"{token}.room"


def _claim_file(folder: Path, token: str) -> Path:
    return folder / f"{token}.claim"


def _remove(path: Path) -> None:
    """Remove a file or a folder; what another has removed meanwhile, or put there and keeps, is
    left to them.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(FileNotFoundError, PermissionError):
        path.unlink()
