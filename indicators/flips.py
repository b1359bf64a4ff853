"""Which statuses would become others if plans were other than they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from indicators.achievement import judge
from indicators.answers import answers
from indicators.periods import parse
from indicators.question import Question
from indicators.reader import Reader

PlanAt = tuple[str, str | None, str]
"""Indicator, district (nothing: the whole), period."""


@dataclass(frozen=True)
class Flip:
    """A status before and after; nothing where there is none."""

    indicator: str
    district: str | None
    period: str
    old: str | None
    new: str | None


def flips(session: Session, programme: str, plans: Mapping[PlanAt, Decimal | None]) -> list[Flip]:
    """The statuses that these plans would change; no plan is ``None``."""
    return list(_flips(Reader(session, programme), plans))


def _flips(reader: Reader, plans: Mapping[PlanAt, Decimal | None]) -> Iterator[Flip]:
    for (code, district, label), plan in plans.items():
        period = parse(label)
        version = reader.catalogue.in_force(code, period.final_year)
        if version is None:
            continue
        asked = Question(reader.code, (code,), (period.year, period.year), (period.grain,), district)
        answer = next(found for found in answers(reader.session, asked) if found.period == label)
        verdict = judge(version.definition, answer.state, answer.value, plan, reader.thresholds)
        if verdict.status != answer.status:
            yield Flip(code, district, label, answer.status, verdict.status)
