"""Names of organisations as of a revision: a merged one has the name of the one as which it counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from data.organisations.merging import IDENTITY
from data.tables.organisations import Organisation
from indicators.answers.reader import ProgrammeReader


@dataclass(frozen=True)
class OrganisationName:
    """An organisation's name; ``merged`` is its own where it counts as another one."""

    name: str
    merged: str | None = None


def organisation_names(
    reader: ProgrammeReader, identities: Iterable[int | None]
) -> dict[int, OrganisationName]:
    """Names by identity."""
    merged = reader.scope.merged
    known = {identity for identity in identities if identity is not None}
    names = _names(reader, known | {merged[identity] for identity in known if identity in merged})
    by_id: dict[int, OrganisationName] = {}
    for identity in known & set(names):
        other = merged.get(identity)
        own = names[identity]
        by_id[identity] = (
            OrganisationName(names.get(other, own), own)
            if other is not None
            else OrganisationName(own)
        )
    return by_id


def _names(reader: ProgrammeReader, identities: set[int]) -> dict[int, str]:
    statement = select(IDENTITY, Organisation.name).where(
        Organisation.programme_id == reader.programme_id,
        Organisation.as_of(reader.as_of),
        IDENTITY.in_(identities),
    )
    return dict(reader.session.execute(statement).all())
