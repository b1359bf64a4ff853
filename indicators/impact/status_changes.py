"""Which statuses would become others if plans were other than they stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from sqlalchemy.orm import Session

from indicators.answers.achievement import judge
from indicators.answers.answer import Answer
from indicators.answers.grid import Grid
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.periods import parse


class PlannedCell(NamedTuple):
    """Whose plan it is; an empty district is the whole territory, an empty attribute no part."""

    indicator: str
    district: str
    period: str
    attribute: str = ""
    value: str = ""


@dataclass(frozen=True)
class StatusChange:
    """A status before and after; nothing where there is none.

    While ``is_open`` a plan that is missed can be saved.
    """

    cell: PlannedCell
    old: str | None
    new: str | None
    is_open: bool = False


def status_changes(
    session: Session, programme: str, plans: Mapping[PlannedCell, Decimal | None]
) -> list[StatusChange]:
    """The statuses that these plans would change; no plan is ``None``."""
    return list(_changes(ProgrammeReader(session, programme), plans))


def _changes(
    reader: ProgrammeReader, plans: Mapping[PlannedCell, Decimal | None]
) -> Iterator[StatusChange]:
    present = _present_answers(reader, plans)
    for cell, plan in plans.items():
        version = reader.catalogue.in_force(cell.indicator, parse(cell.period).final_year)
        answer = present.get(cell)
        # a plan outside of every version's years is judged by nobody
        if version is None or answer is None:
            continue
        # the exact value, as the answer's own status had it: a printed one may cross a limit
        verdict = judge(version.definition, answer.state, answer.exact, plan, reader.thresholds)
        if verdict.status != answer.status:
            yield StatusChange(cell, answer.status, verdict.status, answer.is_open)


def _present_answers(
    reader: ProgrammeReader, plans: Iterable[PlannedCell]
) -> dict[PlannedCell, Answer]:
    """The answers as they stand: one question for all cells of a place, a grain and an attribute."""
    present: dict[PlannedCell, Answer] = {}
    # a grid of plans is hundreds of cells: one question for all that it can answer
    for (district, grain, attribute), cells in groupby(sorted(plans, key=_question), key=_question):
        listed = list(cells)
        codes = tuple(dict.fromkeys(cell.indicator for cell in listed))
        periods = [parse(cell.period) for cell in listed]
        years = min(period.year for period in periods), max(period.final_year for period in periods)
        question = Question(
            reader.code, codes, years, (grain,), district or None, split=attribute or None
        )
        values = dict.fromkeys(cell.value for cell in listed if attribute)
        present |= {
            PlannedCell(each.indicator, district, each.period, attribute, each.split or ""): each
            for each in Grid(reader, question, values).answers()
        }
    return present


def _question(cell: PlannedCell) -> tuple[str, str, str]:
    """What one question is of."""
    return cell.district, parse(cell.period).grain, cell.attribute
