"""Asking for the effect of a definition, in the request; the last ones are remembered for who looks
again.
"""

from collections.abc import Callable, Hashable
from typing import Any

from dashboard.http import context
from data import clock
from data.database.database import newest_revision
from indicators.impact.effect import (
    Effect,
    effect_of_publishing,
    effect_of_withdrawing,
    with_newest_meetings,
)
from indicators.memory import Memory

_remembered = Memory(8)


def of_publishing(programme: str, code: str, text: str) -> Effect:
    """What publishing a draft would change."""
    return _once(
        (programme, code, text),
        lambda session: effect_of_publishing(session, programme, [(f"{code}.yaml", text)]),
    )


def of_withdrawing(programme: str, code: str) -> Effect:
    """What withdrawing the newest version would change."""
    return _once((programme, code), lambda session: effect_of_withdrawing(session, programme, code))


def _once(key: Hashable, ask: Callable[[Any], Effect]) -> Effect:
    """A function of database, revision, day and question; snapshots and decks are no revisions and
    are asked anew.
    """
    with context.database().read() as session:
        known = (context.database().url, newest_revision(session), clock.today(), key)
        return with_newest_meetings(session, _remembered.once(known, lambda: ask(session)))
