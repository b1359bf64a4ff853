"""Consultations given to NGOs and citizens."""

from data.tables.consultations import CHANNELS, REQUESTERS, REQUESTS, TOPICS, Consultation
from indicators.measure import Attribute, Records, calendar_of

records = Records(
    kind="consultations",
    table=Consultation,
    calendar=calendar_of(Consultation),
    names={"ru": "Консультации", "en": "Consultations"},
    amounts={"people": Consultation.people, "days": Consultation.days},
    attributes={
        "request": Attribute(Consultation.request, REQUESTS),
        "topic": Attribute(Consultation.topic, TOPICS),
        "channel": Attribute(Consultation.channel, CHANNELS),
        "requester": Attribute(Consultation.requester, REQUESTERS),
    },
    shown=("request", "topic", "channel", "requester", "people", "days"),
)
