"""What a reporter may send: rows of some districts of one programme, of some kinds."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from data.imports.context.context import context_of
from data.imports.registry import kind_of
from data.refusals import refuse

REPORTER = "reporter"

Codes = list[str] | None


def scope_of(
    session: Session,
    role: str,
    programmes: Sequence[str] | None,
    districts: Sequence[str],
    kinds: Sequence[str],
) -> dict[str, Codes]:
    """The districts and kinds of an account as they are kept, nothing for all; refuses those of
    another role, what there is not, and districts of more than one programme.
    """
    if role != REPORTER and (districts or kinds):
        raise refuse("scope_not_reporter")
    return {
        "districts": _districts(session, programmes or (), districts),
        "kinds": sorted({kind_of(kind).name for kind in kinds}) or None,
    }


def _districts(session: Session, programmes: Sequence[str], districts: Sequence[str]) -> Codes:
    if not districts:
        return None
    # a code means a district only within its programme
    if len(programmes) != 1:
        raise refuse("scope_programme_missing")
    places = context_of(session, programmes[0]).places
    for district in districts:
        # as of coverage: of a parent nobody could say which part was sent
        if district not in places.leaves:
            raise refuse(
                "scope_district_unknown",
                district=district[:100],
                programme=programmes[0],
                places=places.listed(places.leaves, district),
            )
    return sorted(set(districts))
