"""The plan of several years, where the targets of years add up: their sum, if every year has one."""

import datetime
from collections.abc import Mapping, Sequence

from indicators.answers.reader import PlanAt, ProgrammeReader
from indicators.answers.targets import Edition, Plan
from indicators.engine.tally import Window
from indicators.states import latest

LIFE = "life"


def with_life(
    reader: ProgrammeReader, plans: Mapping[PlanAt, Plan], window: Window
) -> Mapping[PlanAt, Plan]:
    """The plans with those of the whole window; a target that was set for it itself stands."""
    label = window.period.label
    summed = {
        (code, place, label): plan
        for code, place in {at[:2] for at in plans}
        if _adds_up(reader, code, window)
        and (plan := _sum_of(_of_years(plans, code, place, window))) is not None
    }
    return {**summed, **plans}


def _adds_up(reader: ProgrammeReader, code: str, window: Window) -> bool:
    """Whether one version computes all the years, and says that its targets add up."""
    version = reader.catalogue.in_force(code, window.last_year)
    if version is None or reader.catalogue.crosses_a_break(code, window.period):
        return False
    return version.definition.targets == LIFE


def _of_years(
    plans: Mapping[PlanAt, Plan], code: str, place: str, window: Window
) -> list[Plan | None]:
    years = range(window.first_year, window.last_year + 1)
    return [plans.get((code, place, str(year))) for year in years]


def _sum_of(plans: Sequence[Plan | None]) -> Plan | None:
    """What was planned at first and what is now, each of all years; None where a year has none."""
    known = [plan for plan in plans if plan is not None]
    if len(known) < len(plans):
        return None
    first, current = (
        _edition([plan.original for plan in known]),
        _edition([plan.current for plan in known]),
    )
    return Plan((first, current) if first != current else (current,))


def _edition(editions: Sequence[Edition]) -> Edition:
    """Decided when the last of them was; with a year that has no target there is none."""
    values = [each.value for each in editions]
    known = [value for value in values if value is not None]
    set_on: datetime.date | None = latest(each.set_on for each in editions)
    return Edition(
        sum(known[1:], known[0]) if len(known) == len(values) else None,
        illustrative=any(each.illustrative for each in editions),
        set_on=set_on,
    )
