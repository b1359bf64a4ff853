"""Reports on awarded grants, by the day they were accepted."""

from data.tables.grants import Grant
from indicators.measure import Attribute, Records, calendar_of

records = Records(
    kind="grants",
    table=Grant,
    calendar=calendar_of(Grant, "reported_"),
    names={"ru": "Отчёты о грантах", "en": "Grant reports"},
    amounts={"spent": Grant.spent},
    attributes={"contest": Attribute(Grant.contest)},
    where=Grant.reported_on.is_not(None),
    shown=("contest", "title", "awarded", "spent"),
)
