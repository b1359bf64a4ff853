"""What one revision has done to a programme, in numbers: for programs that are told of it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from data.tables.revisions import Revision
from indicators.answers.history import came_in
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.changes import changes

YEARS = ("year",)


def revision_news(session: Session, programme: str, number: int) -> Mapping[str, Any]:
    """The revision, when and what it was, and how many yearly numbers and plans it changed of how many
    indicators: as many as the page of changes lists. Never who made it, nor why.
    """
    revision = session.get_one(Revision, number)
    changed = _changed(session, programme, number)
    return {
        "programme": programme,
        "revision": number,
        "at": f"{revision.at.isoformat(timespec='seconds')}Z",
        "action": revision.action,
        "changes": {
            "numbers": len(changed),
            "plans": sum(_plan(each.old) != _plan(each.new) for each in changed),
            "indicators": len({each.indicator for each in changed}),
        },
    }


def _changed(session: Session, programme: str, number: int) -> list[ChangedAnswer]:
    """Nothing of the revision that made the programme: there was nothing to change before."""
    if number <= came_in(session, programme):
        return []
    every = changes(session, programme, number - 1, number, YEARS)
    return [each for each in every if not each.within_year]


def _plan(answer: Any) -> Any:
    return None if answer is None else answer.plan
