"""What is said of the organisation of a record, as of a revision: that of a merged one is said by the
one as which it counts.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, not_, or_, select
from sqlalchemy.orm import aliased

from data.imports.among import unindexed
from data.tables.organisations import Organisation
from indicators.measure import FIRST_SUPPORTED, OF_ORGANISATIONS
from indicators.measures import Records
from indicators.records.first_support import first_supported
from indicators.records.identity import OrganisationScope, identity_of


def field_of(scope: OrganisationScope, records: Records, name: str) -> Any:
    """A field of records as SQL has it, or what its organisation says: NULL without one."""
    if name in records.fields:
        return records.fields[name]
    if name == FIRST_SUPPORTED:
        return first_supported(scope, records)
    identity = identity_of(scope, records)
    column = OF_ORGANISATIONS[name]
    # records refer to the first row of a chain; whichever row of it is true speaks. Each is found by
    # an index of its own, where one condition for both would have the register read for each record.
    return func.coalesce(
        _row(scope, records, column, identity, "chain"),
        _row(scope, records, column, identity, "id"),
    )


def is_of_one(
    scope: OrganisationScope,
    records: Records,
    name: str,
    condition: Callable[[Any], ColumnElement[bool]],
) -> ColumnElement[bool]:
    """Whether a record is of an organisation whose field fulfils a condition; without an organisation
    neither. The organisations are looked for once, where ``field_of`` asks for each record.
    """
    organisation = aliased(Organisation)
    fitting = (
        select(func.coalesce(organisation.chain, organisation.id))
        .where(organisation.programme_id == scope.programme_id)
        .where(organisation.as_of(scope.revision))
        .where(condition(getattr(organisation, OF_ORGANISATIONS[name])))
    )
    # no index: SQLite would sooner go through all records once for each of these organisations
    return unindexed(identity_of(scope, records)).in_(fitting)


def has_none(scope: OrganisationScope, records: Records, name: str) -> ColumnElement[bool]:
    """Whether a record has no organisation, or one that does not say this of itself."""
    says = is_of_one(scope, records, name, lambda column: column.is_not(None))
    return or_(identity_of(scope, records).is_(None), not_(says))


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
