"""The organisation of a record: the one as which that counts which it names."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import ColumnElement, case

from indicators.measures import Records


class OrganisationScope(Protocol):
    """Whose organisations, as of when, and which count as which."""

    @property
    def programme_id(self) -> int: ...

    @property
    def revision(self) -> int | None: ...

    @property
    def merged(self) -> Mapping[int, int]: ...

    def includes(self, programme: Any) -> ColumnElement[bool]: ...


def identity_of(scope: OrganisationScope, records: Records) -> Any:
    """The organisation as which that of a record counts; NULL where it names none."""
    named = records.table.organisation_id
    # merges are made by hand, a few: a table of them would be joined to each record
    return case(scope.merged, value=named, else_=named) if scope.merged else named
