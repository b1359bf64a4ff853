"""Merging organisations that are one: their records stay as they are and count as the other's,
until it is undone.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from data.database.change import Change
from data.imports.registry import kind_of, kinds
from data.refusals import Conflict, NotFound, Problem, refuse
from data.tables.organisations import Organisation
from data.tables.revisions import Revision
from data.tables.stewardship import DifferentOrganisations, OrganisationMerge

IDENTITY = func.coalesce(Organisation.chain, Organisation.id)
"""What records and merges refer to: the first row of an organisation's chain."""


@dataclass(frozen=True)
class MergedOrganisation:
    """An organisation that counts as another: in which revision, when (UTC), by whom and why."""

    organisation_id: int
    into_id: int
    revision: int
    at: datetime.datetime
    author: str
    reason: str


def links(session: Session, programme: int, revision: int | None = None) -> dict[int, int]:
    """Each merged organisation with the one that it was merged into, as of ``revision``."""
    statement = select(OrganisationMerge.organisation_id, OrganisationMerge.into_id)
    living = (OrganisationMerge.programme_id == programme, OrganisationMerge.as_of(revision))
    return dict(session.execute(statement.where(*living)).all())


def merged_into(session: Session, programme: int, revision: int | None = None) -> dict[int, int]:
    """Each merged organisation with the one that it counts as in the end, as of ``revision``."""
    return to_the_end(links(session, programme, revision))


def to_the_end(merges: Mapping[int, int]) -> dict[int, int]:
    """A → B and B → C as A → C and B → C."""
    return {organisation: _end(merges, organisation) for organisation in merges}


def list_merges(session: Session, programme: int) -> list[MergedOrganisation]:
    """The merges that stand, newest first."""
    statement = (
        select(OrganisationMerge.organisation_id, OrganisationMerge.into_id)
        .add_columns(Revision.number, Revision.at, Revision.author, Revision.reason)
        .join(Revision, Revision.number == OrganisationMerge.since)
        .where(OrganisationMerge.programme_id == programme, OrganisationMerge.as_of(None))
        .order_by(OrganisationMerge.id.desc())
    )
    return [MergedOrganisation(*row) for row in session.execute(statement)]


def merge(change: Change, programme: int, organisation: int, into: int) -> None:
    """Let an organisation count as another one from this revision on."""
    check_merge(change.session, programme, organisation, into)
    change.session.add(
        OrganisationMerge(
            programme_id=programme,
            organisation_id=organisation,
            into_id=into,
            since=change.revision,
        )
    )
    _touch(change, programme, organisation, into)


def unmerge(change: Change, programme: int, organisation: int) -> None:
    """Let a merged organisation be itself again."""
    row = _living(change.session, programme, organisation)
    if row is None:
        raise Conflict(
            Problem(
                "merge_not_there", {"organisation": _name(change.session, programme, organisation)}
            )
        )
    # closed, not removed: answers as of earlier revisions still count them as one
    row.until = change.revision
    _touch(change, programme, organisation, row.into_id)


def keep_apart(change: Change, programme: int, first: int, second: int) -> None:
    """Keep that two organisations only look like one, so that they are not proposed again."""
    for organisation in (first, second):
        _name(change.session, programme, organisation)
    # said twice is said: the second press changes nothing
    if pair_of(first, second) not in kept_apart(change.session, programme):
        lower, higher = pair_of(first, second)
        row = DifferentOrganisations(
            programme_id=programme, first_id=lower, second_id=higher, since=change.revision
        )
        change.session.add(row)


def kept_apart(session: Session, programme: int) -> set[tuple[int, int]]:
    """The pairs of which people have said that they are not the same."""
    statement = select(DifferentOrganisations.first_id, DifferentOrganisations.second_id)
    living = (DifferentOrganisations.programme_id == programme, DifferentOrganisations.as_of(None))
    return {(first, second) for first, second in session.execute(statement.where(*living))}


def pair_of(first: int, second: int) -> tuple[int, int]:
    """Two organisations in the one order in which pairs are kept."""
    return min(first, second), max(first, second)


def check_merge(session: Session, programme: int, organisation: int, into: int) -> None:
    """Refuse a merge with itself, of what is not there or is merged already, and in a circle."""
    name, other = (_name(session, programme, identity) for identity in (organisation, into))
    if organisation == into:
        raise refuse("merge_with_itself", organisation=name)
    if _living(session, programme, organisation) is not None:
        raise Conflict(Problem("merged_already", {"organisation": name}))
    # by the ends of all chains: a circle may go through several
    if merged_into(session, programme).get(into) == organisation:
        raise refuse("merge_in_a_circle", organisation=name, into=other)


def _living(session: Session, programme: int, organisation: int) -> OrganisationMerge | None:
    mine = (
        OrganisationMerge.programme_id == programme,
        OrganisationMerge.organisation_id == organisation,
    )
    return session.scalar(select(OrganisationMerge).where(*mine, OrganisationMerge.as_of(None)))


def _name(session: Session, programme: int, organisation: int) -> str:
    mine = (Organisation.programme_id == programme, Organisation.as_of(None))
    name = session.scalar(select(Organisation.name).where(*mine, IDENTITY.in_([organisation])))
    if name is None:
        raise NotFound(Problem("unknown_organisation", {"organisation": organisation}))
    return name


def _end(merges: Mapping[int, int], organisation: int) -> int:
    # ends, as `check_merge` lets no circle in
    while organisation in merges:
        organisation = merges[organisation]
    return organisation


def _touch(change: Change, programme: int, *organisations: int) -> None:
    """Say which years of which kinds have records of these organisations and of all that count as
    them.
    """
    # the new link must be there, or gone, before the ends are asked for
    change.session.flush()
    ends = merged_into(change.session, programme)
    for kind, years in years_of(change.session, programme, counted_together(ends, *organisations)):
        change.touch(programme, kind, years=years)


def counted_together(ends: Mapping[int, int], *organisations: int) -> set[int]:
    """These organisations and all that count as one of them, or as what they count as."""
    counted = {ends.get(organisation, organisation) for organisation in organisations}
    return {*organisations, *counted, *(merged for merged, end in ends.items() if end in counted)}


def years_of(
    session: Session, programme: int, organisations: Collection[int]
) -> Iterator[tuple[str, set[int]]]:
    """The kinds and years of the living records of organisations."""
    for kind in filter(lambda kind: kind.is_record, map(kind_of, kinds())):
        columns = kind.sql.columns
        mine = (columns.programme_id == programme, columns.until.is_(None))
        # a grant has years of its decision and its report too: it may count in any of them
        named = [
            column for column in columns if column.name == "year" or column.name.endswith("_year")
        ]
        of_them = (*mine, columns.organisation_id.in_(organisations))
        statement = union(
            *(select(column).where(*of_them, column.is_not(None)) for column in named)
        )
        years = set(session.scalars(statement))
        if years:
            yield kind.name, years
