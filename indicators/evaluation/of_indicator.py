"""The activities that an indicator judges: the way from it back to the plan and its money."""

import datetime

from sqlalchemy.orm import Session

from indicators.evaluation.evaluation import Evaluator
from indicators.evaluation.subjects import ActivityFact


def activities_of(
    session: Session,
    programme: str,
    indicator: str,
    as_of: int | None = None,
    on: datetime.date | None = None,
) -> tuple[ActivityFact, ...]:
    """The activities of all years that name an indicator, judged by the programme's default methodology, the
    newest year first.
    """
    evaluator = Evaluator(session, programme, as_of, on)
    named = {each.year for each in evaluator.activities if each.indicator == indicator}
    return tuple(
        activity
        # an activity outside the programme's years is in no evaluation
        for year in sorted(named & set(evaluator.years), reverse=True)
        for activity in evaluator.judged_activities(year, evaluator.methodology())
        if activity.indicator == indicator
    )
