"""Initiatives of «Российская общественная инициатива» considered by the expert group."""

from data.tables.initiatives import OUTCOMES, Initiative
from indicators.measure import Attribute, Records, calendar_of

records = Records(
    kind="initiatives",
    table=Initiative,
    calendar=calendar_of(Initiative),
    names={"ru": "Общественные инициативы", "en": "Public initiatives"},
    amounts={"votes": Initiative.votes},
    attributes={"outcome": Attribute(Initiative.outcome, OUTCOMES)},
    shown=("title", "outcome", "votes"),
)
