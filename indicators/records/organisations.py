"""What is said of the organisation of a record, as of a revision: that of a merged one is said by the
one as which it counts.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import case, or_, select
from sqlalchemy.orm import aliased

from data.tables.organisations import Organisation
from indicators.measure import OF_ORGANISATIONS
from indicators.measures import Records


class OrganisationScope(Protocol):
    """Whose organisations, as of when, and which count as which."""

    @property
    def programme_id(self) -> int: ...

    @property
    def revision(self) -> int | None: ...

    @property
    def merged(self) -> Mapping[int, int]: ...


def field_of(scope: OrganisationScope, records: Records, name: str) -> Any:
    """A field of records as SQL has it, or what its organisation says: NULL without one."""
    if name in records.fields:
        return records.fields[name]
    organisation = aliased(Organisation)
    named = records.table.organisation_id
    # merges are made by hand, a few: a table of them would be joined to each record
    identity = case(scope.merged, value=named, else_=named) if scope.merged else named
    said_of = (
        select(getattr(organisation, OF_ORGANISATIONS[name]))
        .where(organisation.programme_id == scope.programme_id)
        # records refer to the first row of a chain; whichever row of it is true speaks
        .where(or_(organisation.id == identity, organisation.chain == identity))
        .where(organisation.as_of(scope.revision))
    )
    return said_of.correlate(records.table).scalar_subquery()
