"""What is said of the organisation of a record, as of a revision: that of a merged one is said by the
one as which it counts.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import ScalarSelect, case, func, select
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
    named = records.table.organisation_id
    # merges are made by hand, a few: a table of them would be joined to each record
    identity = case(scope.merged, value=named, else_=named) if scope.merged else named
    column = OF_ORGANISATIONS[name]
    # records refer to the first row of a chain; whichever row of it is true speaks. Each is found by
    # an index of its own, where one condition for both would have the register read for each record.
    return func.coalesce(
        _row(scope, records, column, identity, "chain"),
        _row(scope, records, column, identity, "id"),
    )


def _row(
    scope: OrganisationScope, records: Records, column: str, identity: Any, key: str
) -> ScalarSelect[Any]:
    organisation = aliased(Organisation)
    return (
        select(getattr(organisation, column))
        .where(getattr(organisation, key) == identity)
        # an expression: SQLite would sooner follow the index of the programme
        .where(organisation.programme_id + 0 == scope.programme_id)
        .where(organisation.as_of(scope.revision))
        .correlate(records.table)
        .scalar_subquery()
    )
