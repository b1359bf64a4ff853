"""Whose an indicator is: the account that brings its data, and whom to ask."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data.accounts.accounts import listed
from data.database.change import Change
from data.refusals import Conflict, Names, Problem, refuse
from data.tables.programmes import Programme
from data.tables.revisions import Revision
from data.tables.stewardship import Assignment
from data.words.offers import offer, with_code


@dataclass(frozen=True)
class Assignees:
    """Who brings an indicator's data, and whom to ask; either may be nobody yet."""

    owner: str | None = None
    contact: str | None = None


NOBODY = Assignees()
EXCERPT_LENGTH = 100  # letters of a name that nobody has


def assignments(
    session: Session, programme: int, revision: int | None = None
) -> dict[str, Assignees]:
    """Who answers for the indicators of a programme, as of ``revision``; an indicator of nobody is
    absent.
    """
    statement = select(Assignment.indicator, Assignment.owner, Assignment.contact)
    living = (Assignment.programme_id == programme, Assignment.as_of(revision))
    return {
        code: Assignees(owner, contact)
        for code, owner, contact in session.execute(statement.where(*living))
    }


def assign(
    change: Change,
    programme: int,
    assignees: Mapping[str, Assignees],
    known: Mapping[str, Names],
    form_revision: int | None = None,
) -> list[str]:
    """Say anew who answers for indicators; returns the codes of which it is another.

    ``known`` are all indicators by their codes, with their names.

    ``form_revision`` is the revision that was looked at while choosing: what others said of other indicators
    since then stays, and it is a conflict if they said something else of the same one.
    """
    _check_known(assignees, known)
    stand = assignments(change.session, programme)
    before = (
        stand if form_revision is None else assignments(change.session, programme, form_revision)
    )
    mine = [code for code, assigned in assignees.items() if before.get(code, NOBODY) != assigned]
    changed = [code for code in mine if stand.get(code, NOBODY) != assignees[code]]
    _refuse_moved(
        change.session,
        programme,
        {code: known[code] for code in changed if stand.get(code) != before.get(code)},
    )
    chosen = [code for code in changed if assignees[code].owner != stand.get(code, NOBODY).owner]
    owners = {code: assignees[code].owner for code in chosen}
    _check_owners(change.session, programme, owners, known)
    rows = select(Assignment).where(Assignment.programme_id == programme, Assignment.as_of(None))
    for row in change.session.scalars(rows.where(Assignment.indicator.in_(changed))):
        row.until = change.revision
    change.session.flush()
    for code in changed:
        if assignees[code] != NOBODY:
            fields = {"owner": assignees[code].owner, "contact": assignees[code].contact}
            change.session.add(
                Assignment(programme_id=programme, indicator=code, since=change.revision, **fields)
            )
    return changed


def _refuse_moved(session: Session, programme: int, indicators: Mapping[str, Names]) -> None:
    problems = [
        Problem(
            "assignment_moved",
            {"indicator": with_code(names, code), "who": _last(session, programme, code)},
        )
        for code, names in indicators.items()
    ]
    if problems:
        raise Conflict(problems)


def _last(session: Session, programme: int, code: str) -> str | None:
    """Who has changed an assignment last."""
    in_revision = or_(Assignment.since == Revision.number, Assignment.until == Revision.number)
    statement = (
        select(Revision.author)
        .join(Assignment, in_revision)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    return session.scalar(
        statement.where(Assignment.programme_id == programme, Assignment.indicator == code)
    )


def _check_known(codes: Collection[str], known: Mapping[str, Names]) -> None:
    for code in codes:
        if code not in known:
            raise refuse("unknown_indicator", indicator=code, **offer(known, code))


def _check_owners(
    session: Session,
    programme: int,
    owners: Mapping[str, str | None],
    indicators: Mapping[str, Names],
) -> None:
    """Whoever brings an indicator must have an account that may."""
    accounts = {account.name: account for account in listed(session)}
    code_of = session.scalar(select(Programme.code).where(Programme.id == programme))
    for code, owner in owners.items():
        if owner is None:
            continue
        indicator = with_code(indicators[code], code)
        if owner not in accounts:
            raise refuse("assigned_to_nobody", owner=owner[:EXCERPT_LENGTH], indicator=indicator)
        if not accounts[owner].may("steward", code_of):
            raise refuse("assigned_to_reader", owner=owner, indicator=indicator)
