"""Names of organisations as of a revision: a merged one has the name of the one as which it counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from data.merging import IDENTITY
from data.tables.organisations import Organisation
from indicators.reader import Reader


@dataclass(frozen=True)
class Named:
    """An organisation's name; ``merged`` is its own where it counts as another one."""

    name: str
    merged: str | None = None


def organisation_names(reader: Reader, identities: Iterable[int | None]) -> dict[int, Named]:
    """Names by identity."""
    merged = reader.scope.merged
    asked = {identity for identity in identities if identity is not None}
    names = _names(reader, asked | {merged[identity] for identity in asked if identity in merged})
    found: dict[int, Named] = {}
    for identity in asked & set(names):
        other = merged.get(identity)
        own = names[identity]
        found[identity] = Named(names.get(other, own), own) if other is not None else Named(own)
    return found


def _names(reader: Reader, identities: set[int]) -> dict[int, str]:
    asked = select(IDENTITY, Organisation.name).where(
        Organisation.programme_id == reader.programme_id, Organisation.as_of(reader.as_of), IDENTITY.in_(identities)
    )
    return dict(reader.session.execute(asked).all())
