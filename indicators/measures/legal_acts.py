"""Legal acts adopted."""

from data.tables.legal_acts import ACT_TYPES, LegalAct
from indicators.measure import Attribute, Records, calendar_of

records = Records(
    kind="legal_acts",
    table=LegalAct,
    calendar=calendar_of(LegalAct),
    names={"ru": "Правовые акты", "en": "Legal acts"},
    attributes={"type": Attribute(LegalAct.type, ACT_TYPES)},
    shown=("type", "act_number", "title"),
)
