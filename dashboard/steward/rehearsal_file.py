"""Numbers that a change would make other, worked out before anybody makes it and kept until the
database moves on.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from data.database.database import Change, Database
from data.system import write_whole
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.rehearsal import rehearse


@dataclass(frozen=True)
class Rehearsal:
    """What would change, seen from a revision; ``key`` says what was thought of."""

    key: str
    revision: int
    numbers: tuple[ChangedAnswer, ...]


REHEARSAL = TypeAdapter(Rehearsal)


def work_out(
    database: Database, path: Path, programme: str, key: str, act: Callable[[Change], object]
) -> None:
    """Do it in a transaction that is taken back, and keep in a file which numbers that changed."""
    revision = database.newest()
    numbers = rehearse(database, programme, act, override_closed_years=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, REHEARSAL.dump_json(Rehearsal(key, revision, numbers)))


def rehearsal_of(path: Path, key: str, revision: int) -> Rehearsal | None:
    """What was worked out, if it is of this change and still holds."""
    numbers = last_rehearsal(path)
    return numbers if numbers and (numbers.key, numbers.revision) == (key, revision) else None


def last_rehearsal(path: Path) -> Rehearsal | None:
    """What was worked out last, whether or not it still holds."""
    with suppress(FileNotFoundError, ValidationError):  # what cannot be read is worked out anew
        return REHEARSAL.validate_json(path.read_bytes())
    return None
