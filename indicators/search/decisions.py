"""Decisions of meetings, by what was decided and who is to act."""

from sqlalchemy.orm import Session

from indicators.decisions.decisions import DecisionFacts, decisions
from indicators.search.entries import NAME, SearchEntry

DECISION = "decision"


def decision_entries(
    session: Session, programme: str, as_of: int | None = None
) -> tuple[SearchEntry, ...]:
    """Every decision of a programme."""
    return tuple(map(_entry, decisions(session, programme, as_of)))


def _entry(decision: DecisionFacts) -> SearchEntry:
    texts = {
        NAME: decision.text,
        "number": decision.number,
        "owner": decision.owner,
        "outcome": decision.outcome or "",
    }
    names = {"ru": decision.text, "en": decision.text}
    return SearchEntry(DECISION, decision.number, names, texts)
