"""Which statuses would become others if plans were other than they stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from sqlalchemy.orm import Session

from indicators.answers.achievement import judge
from indicators.answers.answer import Answer
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.periods import parse

PlanAt = tuple[str, str | None, str]
"""Indicator, district (nothing: the whole), period."""


@dataclass(frozen=True)
class StatusChange:
    """A status before and after; nothing where there is none.

    While ``is_open`` a plan that is missed can be saved.
    """

    indicator: str
    district: str | None
    period: str
    old: str | None
    new: str | None
    is_open: bool = False


def status_changes(
    session: Session, programme: str, plans: Mapping[PlanAt, Decimal | None]
) -> list[StatusChange]:
    """The statuses that these plans would change; no plan is ``None``."""
    return list(_flips(ProgrammeReader(session, programme), plans))


def _flips(
    reader: ProgrammeReader, plans: Mapping[PlanAt, Decimal | None]
) -> Iterator[StatusChange]:
    present = _present_answers(reader, plans)
    for (code, district, label), plan in plans.items():
        version = reader.catalogue.in_force(code, parse(label).final_year)
        answer = present.get((code, district, label))
        # a plan outside of every version's years is judged by nobody
        if version is None or answer is None:
            continue
        # the exact value, as the answer's own status had it: a printed one may cross a limit
        verdict = judge(version.definition, answer.state, answer.exact, plan, reader.thresholds)
        if verdict.status != answer.status:
            yield StatusChange(code, district, label, answer.status, verdict.status, answer.is_open)


def _present_answers(reader: ProgrammeReader, plans: Iterable[PlanAt]) -> dict[PlanAt, Answer]:
    """The answers as they stand: one question for all cells of a place and a grain."""
    by_plan: dict[PlanAt, Answer] = {}
    # a grid of plans is hundreds of cells: one question for all of a place and grain
    for (district, grain), cells in groupby(sorted(plans, key=_order), key=_place_and_grain):
        listed = list(cells)
        codes = tuple(dict.fromkeys(code for code, _, _ in listed))
        periods = [parse(label) for _, _, label in listed]
        years = min(period.year for period in periods), max(period.final_year for period in periods)
        question = Question(reader.code, codes, years, (grain,), district or None)
        by_plan |= {
            (each.indicator, district or None, each.period): each
            for each in answers(reader.session, question)
        }
    return by_plan


def _place_and_grain(plan: PlanAt) -> tuple[str, str]:
    return plan[1] or "", parse(plan[2]).grain


def _order(plan: PlanAt) -> tuple[tuple[str, str], str, str]:
    return _place_and_grain(plan), plan[0], plan[2]
