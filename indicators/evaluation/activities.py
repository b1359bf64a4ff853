"""The activities of a year and whether each was done in full."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from sqlalchemy import select

from data.tables.programmes import Activity
from data.words.borrowed import language_pair
from indicators.answers.answer import Answer
from indicators.answers.money import COLUMNS
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition
from indicators.evaluation.degrees import raw_degree
from indicators.evaluation.methodology import Methodology
from indicators.evaluation.subjects import (
    BY_INDICATOR,
    CONCEALED,
    MISSING,
    WITH_DEGREE,
    ActivityFact,
)
from indicators.states import HIDDEN, VALUE

Years = Mapping[int, Answer]
"""An indicator's answers by year."""


def read_activities(reader: ProgrammeReader) -> tuple[ActivityFact, ...]:
    """Every activity of the programme, by year, control date and number; none judged yet."""
    statement = select(Activity).where(
        Activity.programme_id == reader.programme_id, Activity.as_of(reader.as_of)
    )
    ordered = statement.order_by(Activity.year, Activity.planned_on, Activity.number)
    return tuple(_fact(row) for row in reader.session.scalars(ordered))


def _fact(row: Activity) -> ActivityFact:
    return ActivityFact(
        number=row.number,
        part=row.part,
        names=language_pair(row.name_ru, row.name_en),
        responsible=row.responsible,
        planned_on=row.planned_on,
        done_on=row.done_on,
        indicator=row.indicator,
        money={name: getattr(row, name) for name in COLUMNS},
        illustrative=row.illustrative,
        year=row.year,
    )


def judged(
    activities: Iterable[ActivityFact],
    answers: Mapping[str, Years],
    definitions: Mapping[str, Definition],
    methodology: Methodology,
    clock: datetime.date,
) -> Iterator[ActivityFact]:
    """The activities with whether each was done in full by the methodology's rule.

    (a) with an indicator: at least so much of its plan, and not worse than the year before; (b) else
    its control event occurred by the end of the year (N 440-п of 29.08.2014).
    """
    for activity in activities:
        code = activity.indicator
        share = methodology.activities.share
        if share is None or code is None or code not in definitions:
            yield replace(activity, is_done=_occurred(activity, clock))
            continue
        by_year = answers.get(code, {})
        outcome = _by_indicator(activity, by_year, definitions[code], methodology)
        yield outcome or replace(activity, is_done=_occurred(activity, clock))


def _occurred(activity: ActivityFact, clock: datetime.date) -> bool:
    """Whether the control event has taken place, late in the year or not."""
    done_on = activity.done_on
    return done_on is not None and done_on <= clock and done_on.year <= activity.year


def _by_indicator(
    activity: ActivityFact, by_year: Years, definition: Definition, methodology: Methodology
) -> ActivityFact | None:
    """The activity judged by its indicator; nothing where that has no plan for the year."""
    answer = by_year.get(activity.year)
    if answer is None:
        return None
    result = raw_degree(definition, answer, methodology)
    # whether it fell behind a year that is hidden would tell of that year
    before, looks_back = by_year.get(activity.year - 1), methodology.activities.previous_year
    is_hidden = before is not None and before.state == HIDDEN and looks_back
    if result.case == CONCEALED or (result.case in WITH_DEGREE and is_hidden):
        return replace(activity, is_done=None, by=BY_INDICATOR, is_hidden=True)
    if result.case == MISSING:
        return replace(activity, is_done=None, by=BY_INDICATOR)
    if result.case not in WITH_DEGREE or result.raw is None:
        return None
    reached = result.raw >= Fraction(methodology.activities.share or 1)
    not_worse = _not_worse(definition, before, answer)
    # without a year to compare with only the plan decides (ours)
    falls_behind = looks_back and not_worse is False
    return replace(
        activity,
        is_done=reached and not falls_behind,
        by=BY_INDICATOR,
        reached=result.raw,
        not_worse=not_worse,
    )


def _not_worse(definition: Definition, before: Answer | None, now: Answer) -> bool | None:
    """Whether a fact is not worse than that of the year before; null where that is not known."""
    if before is None or before.state != VALUE or before.exact is None or now.exact is None:
        return None
    if definition.band is not None:
        return None
    if definition.direction == "decrease":
        return bool(now.exact <= before.exact)
    return bool(now.exact >= before.exact)
