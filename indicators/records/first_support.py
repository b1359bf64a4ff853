"""Whether a record is dated in the year in which its organisation was first supported.

An organisation is the one as which it counts, and its first year the earliest in which any measure
that ``is_support`` has a record of it at the revision: whatever comes later of an earlier year,
goes, or becomes another's makes it another year (docs/definitions.md).
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    false,
    func,
    not_,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy import tuple_ as pair

from data.imports.among import unindexed
from indicators.measures import Records, measures
from indicators.records.identity import OrganisationScope, identity_of

NO_YEAR = 0
"""Stands for the year of a record without a date: no organisation was supported in it."""


def support_kinds() -> frozenset[str]:
    """The kinds of records that say when an organisation was supported."""
    return frozenset(records.kind for records in measures().values() if records.is_support)


def is_first_supported(scope: OrganisationScope, records: Records) -> ColumnElement[bool]:
    """Whether it is; a record without an organisation is of nobody's first year."""
    identity = identity_of(scope, records)
    year = func.coalesce(records.calendar.year, NO_YEAR)
    # looked for once: asked of each record, the support of its organisation would be read each time
    supported: ColumnElement[bool] = pair(unindexed(identity), year).in_(_first_years(scope))
    return and_(identity.is_not(None), supported)


def first_supported(scope: OrganisationScope, records: Records) -> ColumnElement[Any]:
    """Yes or no as SQL has it; NULL of a record without an organisation."""
    named = identity_of(scope, records).is_not(None)
    return case((not_(named), null()), (is_first_supported(scope, records), true()), else_=false())


def says_of_first_support(
    scope: OrganisationScope, records: Records, values: list[Any], *, takes_none: bool
) -> ColumnElement[bool]:
    """Whether a record says one of the values, or, where that is taken, has no organisation."""
    named = identity_of(scope, records).is_not(None)
    is_first = is_first_supported(scope, records)
    accepted = {True: is_first, False: and_(named, not_(is_first))}
    conditions = [accepted[value] for value in values if value in accepted]
    return or_(false(), *conditions, *([not_(named)] if takes_none else []))


def _first_years(scope: OrganisationScope) -> Any:
    """Each supported organisation with its first year."""
    supports = (
        select(
            identity_of(scope, records).label("organisation"),
            records.calendar.year.label("year"),
        ).where(
            scope.includes(records.table.programme_id),
            records.table.as_of(scope.revision),
            records.table.organisation_id.is_not(None),
            true() if records.where is None else records.where,
        )
        for records in measures().values()
        if records.is_support
    )
    support = union_all(*supports).subquery()
    return select(support.c.organisation, func.min(support.c.year)).group_by(support.c.organisation)
