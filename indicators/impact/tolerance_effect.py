"""What other tolerances would change, before it happens: statuses alone, for no number depends on
them.
"""

from sqlalchemy.orm import Session

from data.tables.definitions import Target
from indicators.answers.achievement import Thresholds
from indicators.answers.reader import ProgrammeReader
from indicators.engine.rollup import PLAIN
from indicators.impact.changed_answer import ChangedAnswer, compared, in_order
from indicators.impact.changes import answered, planned


def effect_of_tolerances(
    session: Session, programme: str, thresholds: Thresholds
) -> tuple[ChangedAnswer, ...]:
    """The whole years' answers that would have another status; nothing is stored, nobody waits."""
    before, after = ProgrammeReader(session, programme), ProgrammeReader(session, programme)
    after.thresholds = thresholds
    # what has no plan is judged by nobody
    candidates = {
        at for at in planned(before, Target.as_of(None)) if at.grain == "year" and at.mode == PLAIN
    }
    clock = before.clock(None)
    old, new = answered(before, candidates, clock), answered(after, candidates, clock)
    # of a number put on its side of a border more digits may be told: that is no other status
    return tuple(
        change
        for change in in_order(compared(before.code, candidates, old, new))
        if change.old is None or change.new is None or change.old.status != change.new.status
    )
