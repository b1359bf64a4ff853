"""What a change would do to the numbers: it is made in a transaction that is then taken back."""

from collections.abc import Callable, Iterable, Iterator

from data.database.database import Change, Database
from indicators.engine.rollup import PLAIN
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.changes import changes

WRITER = "проверка (a check)"
"""Who holds the database meanwhile, as those who wait are told: in both languages, for nobody knows
theirs.
"""


# an exception, as only that rolls a transaction back through every `with` around it
class _OverError(Exception):
    """Everything has been seen; takes the revision back."""


def rehearse(
    database: Database,
    programme: str,
    act: Callable[[Change], object],
    *,
    override_closed_years: bool = False,
) -> tuple[ChangedAnswer, ...]:
    """The whole years' answers of a programme that ``act`` would make other; nothing stays changed.

    Refuses what a real change would be refused for.
    """
    result: tuple[ChangedAnswer, ...] = ()
    try:
        with database.transaction(
            # a reason, as the override counts only with one; it is rolled back with all the rest
            "rehearsal",
            WRITER,
            reason="rehearsal",
            override_closed_years=override_closed_years,
        ) as change:
            act(change)
            # the listeners by hand: they run at the end of the block, which is never reached
            database.follow(change)
            # what the listeners added must be seen by the comparison's own selects
            change.session.flush()
            result = tuple(
                # against the revision before, under the lock: nobody can have come between
                _plain(changes(change.session, programme, change.revision - 1, grains=("year",)))
            )
            raise _OverError
    except _OverError:
        return result


def _plain(changes: Iterable[ChangedAnswer]) -> Iterator[ChangedAnswer]:
    """Within the year a whole year says the same again."""
    return (change for change in changes if change.at.mode == PLAIN)
