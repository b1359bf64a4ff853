"""What organisations are called: by what records refer to, by their numbers, and a list to choose
from.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from data.organisations.merging import IDENTITY
from data.tables.organisations import Organisation

SOUGHT_TEXTS = (
    Organisation.name,
    Organisation.short_name,
    Organisation.number,
    Organisation.inn,
    Organisation.ogrn,
)
"""By what an organisation is looked for."""


def by_identity(
    session: Session, identities: Iterable[int], as_of: int | None = None
) -> dict[int, tuple[str, str]]:
    """Number and name as they stand, or stood last – at a revision –, by what records refer to."""
    listed = list(identities)
    came = () if as_of is None else (Organisation.since <= as_of,)
    rows = select(IDENTITY, Organisation.number, Organisation.name).where(
        or_(Organisation.id.in_(listed), Organisation.chain.in_(listed)), *came
    )
    return {
        identity: (number, name)
        for identity, number, name in session.execute(rows.order_by(Organisation.id))
    }


def by_number(session: Session, programme: int, numbers: Iterable[str]) -> dict[str, str]:
    """Names of living organisations by their numbers."""
    return _living(session, programme, Organisation.number.in_(list(numbers)))


def first_by_name(session: Session, programme: int, limit: int) -> dict[str, str]:
    """Names of the first living organisations in the order of names, by their numbers."""
    return _living(session, programme, limit=limit)


def _living(
    session: Session, programme: int, *conditions: ColumnElement[bool], limit: int | None = None
) -> dict[str, str]:
    rows = select(Organisation.number, Organisation.name).where(
        Organisation.programme_id == programme, Organisation.as_of(None), *conditions
    )
    return dict(session.execute(rows.order_by(Organisation.name).limit(limit)).all())
