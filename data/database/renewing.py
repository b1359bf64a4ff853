"""What an upgrade changes of the numbers: each time a revision of its own, so that earlier ones
keep what they said.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, inspect, select
from sqlalchemy.orm import Session

from data.database.database import Change, Database
from data.tables.base import Versioned
from data.tables.programmes import STATUS_RULES, Passport, Programme

REASON = "itog init"


def compute_anew(database: Database, connection: Connection) -> None:
    """Another engine's answers, in closed years too."""
    with Session(connection) as session:
        listed = session.scalars(select(Programme).order_by(Programme.code))
        programmes = {programme.id: programme.code for programme in listed}
        if not programmes:
            return
        with database.revising(
            session,
            "repair",
            ", ".join(programmes.values()),
            reason=REASON,
            # nobody is there to give a reason, and the doctor would complain for ever otherwise
            override_closed_years=True,
        ) as change:
            for programme in programmes:
                # the widest touch: every indicator, every year
                change.touch(programme, "passport")
        # the migration commits, not this session
        session.flush()


def judge_by_present_rules(database: Database, connection: Connection) -> None:
    """Every living passport of before there was a tolerance above the plan gets a successor that
    has it.

    No cell depends on it: a status is joined to an answer when it is asked for.
    """
    with Session(connection) as session:
        # closed passports keep no rules: what was said under them stays
        living = select(Passport).where(Passport.until.is_(None), Passport.status_rules.is_(None))
        passports = session.scalars(living.order_by(Passport.id)).all()
        if not passports:
            return
        codes = session.scalars(select(Programme.code).order_by(Programme.code))
        with database.revising(
            session, "repair", ", ".join(codes), reason=REASON, override_closed_years=True
        ) as change:
            for passport in passports:
                succeed(change, passport, {"status_rules": STATUS_RULES})
        session.flush()


def succeed(change: Change, row: Versioned, new: Mapping[str, Any]) -> None:
    """End a living row with the change and put one in its place that says ``new`` otherwise."""
    table = type(row)
    kept = {column.key: getattr(row, column.key) for column in inspect(table).column_attrs}
    row.until = change.revision
    # closed in the database first: one living row of its key is all that the index allows
    change.session.flush()
    stamp = {"id": None, "since": change.revision, "until": None}
    chain = {"chain": row.chain or row.id}
    change.session.add(table(**kept | stamp | chain | dict(new)))
