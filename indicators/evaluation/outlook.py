"""A result beside its neighbours: all years by one methodology, one year by every methodology."""

import datetime
from dataclasses import dataclass

from sqlalchemy.orm import Session

from indicators.evaluation.evaluation import Evaluation, Evaluator
from indicators.evaluation.methodologies import shipped


@dataclass(frozen=True)
class Outlook:
    """``years`` by the methodology that was asked for, ``methodologies`` of the year that was."""

    years: tuple[Evaluation, ...]
    methodologies: tuple[Evaluation, ...]


def outlook(
    session: Session,
    programme: str,
    year: int,
    methodology: str | None = None,
    as_of: int | None = None,
    on: datetime.date | None = None,
) -> Outlook:
    """The programme's years and the shipped methodologies; everything is read once."""
    evaluator = Evaluator(session, programme, as_of, on)
    chosen = evaluator.methodology(methodology)
    return Outlook(
        tuple(evaluator.evaluate(each, chosen) for each in evaluator.years),
        tuple(evaluator.evaluate(year, each) for each in shipped().values()),
    )
