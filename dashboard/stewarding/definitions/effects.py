"""Asking for the effect of a definition, in the request."""

from dashboard.context import asker
from indicators.effect import Effect, effect_of_publishing, effect_of_withdrawing


def of_publishing(programme: str, code: str, text: str) -> Effect:
    """What publishing a draft would change."""
    with asker().database.read() as session:
        return effect_of_publishing(session, programme, [(f"{code}.yaml", text)])


def of_withdrawing(programme: str, code: str) -> Effect:
    """What withdrawing the newest version would change."""
    with asker().database.read() as session:
        return effect_of_withdrawing(session, programme, code)
