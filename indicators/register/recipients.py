"""Organisations that records name, as of a revision: a merged one is the one as which it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select

from data.tables.organisations import Organisation
from indicators.answers.reader import ProgrammeReader


@dataclass(frozen=True)
class Recipient:
    """An organisation as of a revision.

    ``identity`` is what it counts as; ``own_name`` is its own, where it was merged into another.
    """

    identity: int
    number: str
    name: str
    short_name: str | None
    address: str | None
    ogrn: str | None
    inn: str | None
    activities: str | None
    district: str | None
    illustrative: bool
    source: str | None = None
    note: str | None = None
    own_name: str | None = None


def recipients(reader: ProgrammeReader, identities: Iterable[int | None]) -> dict[int, Recipient]:
    """Who is meant by each identity: of a merged one the other, with its own name beside it."""
    merged = reader.scope.merged
    known = {identity for identity in identities if identity is not None}
    rows = _organisations(reader, known | {merged[each] for each in known if each in merged})
    return {each: _recipient(each, merged, rows) for each in known if each in rows}


def _organisations(reader: ProgrammeReader, identities: set[int]) -> dict[int, Organisation]:
    statement = select(Organisation).where(
        Organisation.programme_id == reader.programme_id,
        Organisation.as_of(reader.as_of),
        # not the identity itself, which is an expression and has no index
        or_(Organisation.id.in_(identities), Organisation.chain.in_(identities)),
    )
    return {row.chain or row.id: row for row in reader.session.scalars(statement)}


def _recipient(
    identity: int, merged: Mapping[int, int], rows: Mapping[int, Organisation]
) -> Recipient:
    own, end = rows[identity], merged.get(identity, identity)
    row = rows.get(end, own)
    return Recipient(
        identity=end,
        own_name=own.name if end != identity else None,
        **{name: getattr(row, name) for name in _COPIED},
    )


_COPIED = (
    "number",
    "name",
    "short_name",
    "address",
    "ogrn",
    "inn",
    "activities",
    "district",
    "illustrative",
    "source",
    "note",
)
