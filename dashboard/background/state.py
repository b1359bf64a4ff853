"""The state of a job, as the file that its process writes and every worker of the server reads."""

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

WAITING, READY, FAILED, CANCELLED = "waiting", "ready", "failed", "cancelled"


@dataclass(frozen=True)
class Job:
    """One piece of work: ``done`` of ``total`` (0: nobody knows) of a ``stage``.

    ``reason`` says why it failed, in each language; ``result`` is the address to go to, empty where the file is it.
    ``account`` began it and alone may see it; with none, whoever knows the token may.
    """

    token: str
    kind: str
    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    account: str | None = None
    state: str = WAITING
    stage: str = ""
    done: int = 0
    total: int = 0
    writer: str = ""
    pid: int = 0
    reason: Mapping[str, Sequence[str]] = field(default_factory=dict)
    result: str = ""


def state_file(folder: Path, token: str) -> Path:
    return folder / f"{token}.json"


def made_file(folder: Path, token: str) -> Path:
    """Where a job writes its file; it has this name only when it is whole."""
    return folder / f"{token}.made"


def kept(folder: Path, token: str) -> Job:
    """The state as it was written last."""
    return Job(**json.loads(state_file(folder, token).read_text(encoding="utf-8")))


def keep(folder: Path, job: Job) -> Job:
    """Write a state; nobody ever reads half of it."""
    path = state_file(folder, job.token)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
    part.replace(path)
    return job


def claim(folder: Path, token: str, pid: int) -> int:
    """Whose the job is: the process that begins it, or 0 for whoever cancels it; only the first to claim it has it."""
    path, part = _claim_file(folder, token), folder / f"{token}.claim{os.getpid()}"
    part.write_text(str(pid), encoding="ascii")
    with suppress(FileExistsError):
        os.link(part, path)
    part.unlink()
    return int(path.read_text(encoding="ascii"))


def age(folder: Path, token: str) -> float:
    """How many seconds ago the state was written."""
    return time.time() - state_file(folder, token).stat().st_mtime


def leavings(folder: Path, token: str) -> Iterator[Path]:
    """All that a job wrote except what is known of it: its file, and parts of it."""
    for path in (*folder.glob(f".{token}.*"), *folder.glob(f"{token}.*")):
        if path not in (state_file(folder, token), _claim_file(folder, token)):
            yield path


def forget(folder: Path, token: str) -> None:
    """Nothing is known of a job any longer."""
    for path in (_claim_file(folder, token), state_file(folder, token)):
        path.unlink(missing_ok=True)


def _claim_file(folder: Path, token: str) -> Path:
    return folder / f"{token}.claim"
