"""A round of the doctor: what has changed since it was checked comes first, then what was checked
longest ago, until the time is over.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from data.database.database import Database
from data.refusals import Refusal
from data.tables.checks import DoctorCheck

SECONDS = 8.0
"""What a round spends on one subject."""

States = Mapping[str, str]
"""The items of a subject with what each is now: what is another thing than it was is new."""


@dataclass(frozen=True)
class CheckedPart:
    """What a round has checked of one subject, and what of it does not hold."""

    subject: str
    states: States
    checked: list[str] = field(default_factory=list)
    broken: list[Any] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.states)


def check(
    session: Session, subject: str, states: States, broken_of: Callable[[str], Iterable[Any]]
) -> CheckedPart:
    """Check one item at least, and as many as there is time for."""
    part = CheckedPart(subject, states)
    began = time.monotonic()
    for item in _in_order(session, subject, states):
        if part.checked and time.monotonic() - began > SECONDS:
            break
        part.broken.extend(broken_of(item))
        part.checked.append(item)
    return part


def note(database: Database, parts: Sequence[CheckedPart]) -> None:
    """Keep what held, for the next round to begin with the rest; where nothing can be written, it
    begins anew.
    """
    with suppress(Refusal), database.writing("doctor") as session:
        run = (session.scalar(select(func.max(DoctorCheck.run))) or 0) + 1
        for part in parts:
            earlier = set(
                session.scalars(select(DoctorCheck.item).where(DoctorCheck.subject == part.subject))
            )
            for item in {*part.checked, *(earlier - part.states.keys())} & earlier:
                session.execute(
                    delete(DoctorCheck).where(
                        DoctorCheck.subject == part.subject, DoctorCheck.item == item
                    )
                )
            rows = [_row(part, item, run) for item in part.checked]
            if rows:
                session.execute(insert(DoctorCheck), rows)


def _row(part: CheckedPart, item: str, run: int) -> dict[str, Any]:
    return {"subject": part.subject, "item": item, "state": part.states[item], "run": run}


def _in_order(session: Session, subject: str, states: States) -> Iterator[str]:
    statement = select(DoctorCheck.item, DoctorCheck.state, DoctorCheck.run)
    rows = session.execute(statement.where(DoctorCheck.subject == subject)).all()
    runs = {item: run for item, state, run in rows if states.get(item) == state}
    # sorting keeps the order of what was checked in one run
    yield from sorted(states, key=lambda item: runs.get(item, 0))
