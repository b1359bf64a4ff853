"""A round of the doctor: what has changed since it was checked, and a little of what was checked
longest ago, so that a round takes as long as there are changes and everything has its turn.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from data.database.database import Database
from data.refusals import Refusal
from data.tables.checks import DoctorCheck

SECONDS = 8.0
"""What a round spends on one subject …"""
AGAIN_SECONDS = 1.0
"""… and how much of that on what held before and has not changed."""

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
    runs = _runs(session, subject, states)
    began = time.monotonic()
    # sorting keeps the order of what was checked in one run, and of what never was
    for item in sorted(states, key=lambda item: runs.get(item, 0)):
        limit = AGAIN_SECONDS if item in runs else SECONDS
        if part.checked and time.monotonic() - began > limit:
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


def _runs(session: Session, subject: str, states: States) -> dict[str, int]:
    """The run in which each item was checked, of those that are what they were then."""
    statement = select(DoctorCheck.item, DoctorCheck.state, DoctorCheck.run)
    rows = session.execute(statement.where(DoctorCheck.subject == subject)).all()
    return {item: run for item, state, run in rows if states.get(item) == state}
