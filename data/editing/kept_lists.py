"""Lists of records that people come back to: under a name, for oneself or for all stewards of the
programme. They are no data: no revision is made of them.
"""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data.clock import now
from data.refusals import Forbidden, NotFound, Problem, refuse
from data.tables.kept_lists import KeptList

LONGEST_NAME = 100
LONGEST_CHOICES = 2_000
"""Signs of an address, as no page reads a longer one."""
MOST = 50
"""Lists that one account keeps of one kind of records."""


@dataclass(frozen=True)
class KeptListFacts:
    """A kept list; ``choices`` are the query of its address."""

    id: int
    name: str
    choices: str
    owner: str
    is_shared: bool


def kept_lists(session: Session, programme: int, kind: str, account: str) -> list[KeptListFacts]:
    """One's own lists and those that others share, by name."""
    own_or_shared = or_(KeptList.owner == account, KeptList.is_shared)
    mine = (KeptList.programme_id == programme, KeptList.kind == kind)
    rows = session.scalars(
        select(KeptList).where(*mine, own_or_shared).order_by(KeptList.name, KeptList.id)
    )
    return [KeptListFacts(row.id, row.name, row.choices, row.owner, row.is_shared) for row in rows]


def keep(
    session: Session,
    programme: int,
    kind: str,
    account: str,
    name: str,
    choices: str,
    *,
    is_shared: bool,
) -> None:
    """Keep a list under a name; one's own list of that name is another one from now on.

    Refuses no name, one too long, and more lists than anybody finds their way through.
    """
    name = " ".join(name.split())
    if not name:
        raise refuse("kept_list_unnamed")
    if len(name) > LONGEST_NAME or len(choices) > LONGEST_CHOICES:
        raise refuse("kept_list_long", most=LONGEST_NAME)
    own = select(KeptList).where(
        KeptList.programme_id == programme, KeptList.kind == kind, KeptList.owner == account
    )
    kept = session.scalars(own.where(KeptList.name == name)).one_or_none()
    if kept is None:
        if len(session.scalars(own).all()) >= MOST:
            raise refuse("kept_list_many", most=MOST)
        kept = KeptList(programme_id=programme, kind=kind, owner=account, name=name)
        session.add(kept)
    kept.choices, kept.is_shared, kept.kept_at = choices, is_shared, now()


def forget(session: Session, programme: int, identity: int, account: str) -> str:
    """Forget a list of one's own and return its kind; refuses what is not there or somebody else's."""
    kept = session.get(KeptList, identity)
    if kept is None or kept.programme_id != programme:
        raise NotFound(Problem("kept_list_unknown"))
    if kept.owner != account:
        raise Forbidden(Problem("kept_list_not_yours", {"name": kept.name, "owner": kept.owner}))
    session.delete(kept)
    return kept.kind
