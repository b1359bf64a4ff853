"""Supports given to NGOs: the municipal register of recipients."""

from data.tables.supports import FORMS, Support
from indicators.measure import Attribute, Records, calendar_of

records = Records(
    kind="supports",
    table=Support,
    calendar=calendar_of(Support),
    names={"ru": "Поддержка НКО", "en": "Supports of NGOs"},
    amounts={"amount": Support.amount},
    attributes={"form": Attribute(Support.form, FORMS), "violation": Attribute(Support.violation)},
    shown=("form", "amount", "until_date", "authority", "violation"),
)
