"""How much a programme has to be counted."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.confidentiality import counting
from indicators.answers.reader import ProgrammeReader
from indicators.measures import measures


def has_few_records(session: Session, programme: str, most: int) -> bool:
    """Whether a programme has so many records at most, of all kinds together; counting stops there.

    Of kinds that hide small numbers, too: nobody is told how many there are.
    """
    scope, left = ProgrammeReader(session, programme).scope, most
    with counting(session):
        for table in {each.kind: each.table for each in measures().values()}.values():
            its_own = select(table.id).where(
                scope.includes(table.programme_id), table.as_of(scope.revision)
            )
            some = its_own.limit(left + 1).subquery()
            left -= session.scalar(select(func.count()).select_from(some)) or 0
            if left < 0:
                return False
    return True
