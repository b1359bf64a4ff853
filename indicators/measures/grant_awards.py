"""Grants awarded, by the day of the decision."""

from data.tables.grants import Grant
from indicators.measure import Attribute, Records, calendar_of

records = Records(
    kind="grants",
    table=Grant,
    calendar=calendar_of(Grant, "decided_"),
    names={"ru": "Присуждённые гранты", "en": "Grants awarded"},
    amounts={"awarded": Grant.awarded, "own_money": Grant.own_money, "spent": Grant.spent},
    attributes={"contest": Attribute(Grant.contest)},
    where=Grant.decision == "awarded",
    shown=("contest", "title", "awarded", "own_money"),
)
