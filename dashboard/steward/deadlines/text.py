"""Deadlines in words: runs of periods with their owner, due date and the way to bring what is
missing.
"""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.http import context
from dashboard.text import formats
from dashboard.text.labels import name_of
from dashboard.text.language import _, ngettext
from indicators.answers.deadlines import NOT_DUE, PeriodRun, deadlines, runs
from indicators.answers.facts import Facts
from indicators.definition import Definition
from indicators.measures import kind_of

MONTH = datetime.timedelta(days=31)
VARIANTS = {
    "reported": "achieved",
    "due": "at_risk",
    "partly": "at_risk",
    "overdue": "not_achieved",
    "not_due": "none",
}
"""The colour and shape of each state."""


@dataclass(frozen=True)
class DeadlineRow:
    """A run of periods of one indicator in one state; ``days`` late, or left where it is not late."""

    indicator: str
    page: str
    owner: str | None
    contact: str | None
    when: str
    periods: int
    due_on: str
    days: int
    state: str
    word: str
    variant: str
    share: str
    entry_url: str
    is_late: bool


def of_programme(facts: Facts, today: datetime.date) -> list[DeadlineRow]:
    """Every run of a programme, in the order of its indicators."""
    return [
        _row(facts, run, today) for run in runs(context.asker().ask(deadlines, facts.code, today))
    ]


def late_rows(facts: Facts, today: datetime.date) -> list[DeadlineRow]:
    """What is late in a programme, by owner, the longest first; that of nobody at the end."""
    late = (row for row in of_programme(facts, today) if row.is_late)
    return sorted(
        late, key=lambda row: (row.owner is None, row.owner or "", -row.days, row.indicator)
    )


def later_this_month(facts: Facts, today: datetime.date) -> list[DeadlineRow]:
    """What is due within a month and not within a week, the soonest first."""
    every = context.asker().ask(deadlines, facts.code, today)
    upcoming = [each for each in every if each.state == NOT_DUE and each.due_on - today <= MONTH]
    ordered = sorted(runs(upcoming), key=lambda run: run.first.due_on)
    return [_row(facts, run, today) for run in ordered]


def state_name(state: str) -> str:
    """The word of a state."""
    return {
        "reported": _("reported"),
        "due": _("due"),
        "partly": _("reported in part"),
        "overdue": _("overdue"),
        "not_due": _("not due yet"),
    }[state]


def report_url(facts: Facts, definition: Definition, period: str, **choices: str) -> str:
    """Where what is missing is brought: a file of records, or the grid of reported values."""
    kinds = sorted({kind_of(measure) for measure in definition.measures})
    if not kinds:
        parameters = {"programme": facts.code, "indicator": definition.code, **choices}
        return f"/steward/observations?{urlencode(parameters)}"
    return import_url(facts, kinds[0], period, **choices)


def import_url(facts: Facts, kind: str, period: str, **choices: str) -> str:
    """The form of imports with the kind and the period chosen."""
    parameters = {"programme": facts.code, "kind": kind, "covers": period, **choices}
    return f"/steward/imports?{urlencode(parameters)}"


def _row(facts: Facts, run: PeriodRun, today: datetime.date) -> DeadlineRow:
    first = run.first
    definition = facts.catalogue.newest(first.indicator).definition
    return DeadlineRow(
        indicator=name_of(definition),
        page=f"/indicator/{first.indicator}?{urlencode({'programme': facts.code})}",
        owner=first.assigned.owner,
        contact=first.assigned.contact,
        when=_when(run),
        periods=len(run.deadlines),
        due_on=formats.short_date(first.due_on),
        days=abs(first.days_late(today)),
        state=first.state,
        word=state_name(first.state),
        variant=VARIANTS[first.state],
        share=formats.percent(sum(each.share for each in run.deadlines) / len(run.deadlines)),
        entry_url=report_url(facts, definition, first.period.label),
        is_late=first.is_late,
    )


def _when(run: PeriodRun) -> str:
    """One period by its name, several as the first and the last with their number."""
    first, last = (formats.period(each.period.label) for each in (run.first, run.last))
    if first == last:
        return first
    counted = ngettext("{number} period", "{number} periods", len(run.deadlines))
    return f"{first} – {last} ({counted})"
