"""What one account answers for: what it has to bring this week and this month, and what is late."""

import datetime
from dataclasses import dataclass

from dashboard.steward.deadlines.text import DeadlineRow, later_this_month, of_programme
from indicators.answers.facts import Facts


@dataclass(frozen=True)
class OwnDeadlines:
    """The deadlines of an account in a programme; ``reported_periods`` have been brought."""

    facts: Facts
    due: list[DeadlineRow]
    month: list[DeadlineRow]
    late: list[DeadlineRow]
    reported_periods: int


def own_deadlines(facts: Facts, account: str, today: datetime.date) -> OwnDeadlines:
    """What is due within a week and within a month, what is late, and how much has been brought."""
    rows = [row for row in of_programme(facts, today) if row.owner == account]
    reported = sum(row.periods for row in rows if row.state == "reported")
    late = sorted((row for row in rows if row.is_late), key=lambda row: -row.days)
    month = [row for row in later_this_month(facts, today) if row.owner == account]
    return OwnDeadlines(facts, [row for row in rows if row.state == "due"], month, late, reported)
