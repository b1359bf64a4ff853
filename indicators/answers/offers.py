"""What a form may offer for a definition: the values that records have, and the indicators with
their names.
"""

from typing import Any

from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.measure import FIRST_SUPPORTED
from indicators.measures import measures
from indicators.records.organisations import field_of
from indicators.records.selection import selection

MOST = 60
"""So many values are offered; whoever needs another types it."""


def values_of(session: Session, programme: str, measure: str, attribute: str) -> list[Any]:
    """The values of an attribute: of its closed list, or the first that occur in the records."""
    records = measures()[measure]
    described = records.attributes.get(attribute)
    if described is not None and described.words is not None:
        return list(described.words.codes)
    if attribute == FIRST_SUPPORTED:
        return [True, False]
    scope = ProgrammeReader(session, programme).scope
    column = field_of(scope, records, attribute)
    statement = selection(scope, measure, column.is_not(None)).with_only_columns(column).distinct()
    return list(session.scalars(statement.order_by(column).limit(MOST)))
