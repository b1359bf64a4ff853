"""Grant applications, by the day they were made."""

from data.tables.grants import DECISIONS, Grant
from indicators.measure import Attribute, Records, calendar_of

records = Records(
    kind="grants",
    table=Grant,
    calendar=calendar_of(Grant),
    names={"ru": "Заявки на гранты", "en": "Grant applications"},
    amounts={"requested": Grant.requested, "own_money": Grant.own_money},
    attributes={
        "decision": Attribute(Grant.decision, DECISIONS),
        "contest": Attribute(Grant.contest),
    },
    shown=("contest", "title", "decision", "requested"),
)
