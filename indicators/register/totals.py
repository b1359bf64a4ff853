"""The three counts of the register that are never one another: entries, organisations, roubles."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func
from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.register.filters import KIND, RegisterFilter, entries_of


@dataclass(frozen=True)
class RegisterTotals:
    """``organisations`` are told apart once, mergers followed; ``roubles`` is of the ``paid`` entries
    that say an amount, and nothing where none does.
    """

    entries: int
    organisations: int
    roubles: Decimal | None
    paid: int
    violations: int


def register_totals(
    session: Session, programme: str, filters: RegisterFilter, as_of: int | None = None
) -> RegisterTotals:
    """What the chosen entries add up to."""
    reader = ProgrammeReader(session, programme, as_of)
    owner, amount = KIND.attribute("organisation_id"), KIND.attribute("amount")
    # a row an organisation: who is whom is known here, and distinct ones cannot be added up
    statement = entries_of(reader, filters).with_only_columns(
        owner,
        func.count(),
        func.count(amount),
        func.sum(amount),
        func.count().filter(KIND.attribute("violation")),
    )
    rows = session.execute(statement.group_by(owner)).all()
    merged = reader.scope.merged
    paid = sum(row[2] for row in rows)
    return RegisterTotals(
        entries=sum(row[1] for row in rows),
        organisations=len({merged.get(row[0], row[0]) for row in rows if row[0] is not None}),
        # a sum of nothing is no 0: no support said an amount
        roubles=sum((row[3] for row in rows if row[3] is not None), Decimal(0)) if paid else None,
        paid=paid,
        violations=sum(row[4] for row in rows),
    )
