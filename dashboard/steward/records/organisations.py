"""Organisations in the rows of a kind: which may be chosen, and what those are called that rows
name by number.
"""

from collections.abc import Iterable, Mapping

from dashboard.http.context import database
from data.imports.columns.kind import Kind
from data.organisations import names as organisation_names
from data.passports import programme_id
from indicators.answers.facts import Facts

OFFERED = 2_000
"""Organisations to choose from; a longer list would be slower than typing."""


def offered(facts: Facts, kind: Kind) -> list[tuple[str, str]]:
    """Numbers and names to choose from; none for a kind without organisations."""
    if not _columns(kind):
        return []
    with database().read() as session:
        names = organisation_names.first_by_name(
            session, programme_id(session, facts.code), OFFERED
        )
    return list(names.items())


def names_in_rows(facts: Facts, kind: Kind, rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The names of the organisations that rows name by number."""
    numbers = {row[name] for row in rows for name in _columns(kind) if row.get(name)}
    with database().read() as session:
        return organisation_names.by_number(session, programme_id(session, facts.code), numbers)


def _columns(kind: Kind) -> list[str]:
    """The columns that name an organisation."""
    return [column.name for column in kind.columns if column.form == "organisation"]
