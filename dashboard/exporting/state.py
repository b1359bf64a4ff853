"""The state of an export, as the file that its process writes and every worker of the server reads."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

WAITING, READY, FAILED, CANCELLED = "waiting", "ready", "failed", "cancelled"


@dataclass(frozen=True)
class Job:
    """One export: ``done`` of ``total`` slides; ``reason`` says why it failed, in the reader's language."""

    token: str
    form: str
    name: str
    state: str = WAITING
    done: int = 0
    total: int = 0
    pid: int = 0
    reason: str = ""


def state_file(folder: Path, token: str) -> Path:
    return folder / f"{token}.json"


def kept(folder: Path, token: str) -> Job:
    """The state as it was written last."""
    return Job(**json.loads(state_file(folder, token).read_text(encoding="utf-8")))


def keep(folder: Path, job: Job) -> Job:
    """Write a state; nobody ever reads half of it."""
    path = state_file(folder, job.token)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(asdict(job)), encoding="utf-8")
    part.replace(path)
    return job
