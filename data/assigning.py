"""Whose an indicator is: the account that brings its data, and whom to ask."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.change import Change
from data.refusals import refuse
from data.tables.accounts import Account
from data.tables.stewardship import Assignment


@dataclass(frozen=True)
class Assigned:
    """Who brings an indicator's data, and whom to ask; either may be nobody yet."""

    owner: str | None = None
    contact: str | None = None


NOBODY = Assigned()


def assignments(session: Session, programme: int, revision: int | None = None) -> dict[str, Assigned]:
    """Who answers for the indicators of a programme, as of ``revision``; an indicator of nobody is absent."""
    asked = select(Assignment.indicator, Assignment.owner, Assignment.contact)
    living = (Assignment.programme_id == programme, Assignment.as_of(revision))
    return {code: Assigned(owner, contact) for code, owner, contact in session.execute(asked.where(*living))}


def assign(change: Change, programme: int, wanted: dict[str, Assigned], known: Collection[str]) -> list[str]:
    """Say anew who answers for indicators; returns the codes of which it is another. ``known`` are all codes."""
    stand = assignments(change.session, programme)
    _check(change.session, wanted, known)
    changed = [code for code, assigned in wanted.items() if stand.get(code, NOBODY) != assigned]
    rows = select(Assignment).where(Assignment.programme_id == programme, Assignment.as_of(None))
    for row in change.session.scalars(rows.where(Assignment.indicator.in_(changed))):
        row.until = change.revision
    change.session.flush()
    for code in changed:
        if wanted[code] != NOBODY:
            said = {"owner": wanted[code].owner, "contact": wanted[code].contact}
            change.session.add(Assignment(programme_id=programme, indicator=code, since=change.revision, **said))
    return changed


def _check(session: Session, wanted: dict[str, Assigned], known: Collection[str]) -> None:
    for code in wanted:
        if code not in known:
            raise refuse("unknown_indicator", indicator=code, known=", ".join(known))
    accounts = set(session.scalars(select(Account.name)))
    for code, assigned in wanted.items():
        if assigned.owner is not None and assigned.owner not in accounts:
            raise refuse("assigned_to_nobody", owner=assigned.owner, indicator=code)
