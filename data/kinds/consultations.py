"""Consultations: one row a request answered."""

from data.imports.columns import (
    Labels,
    district,
    needed,
    number,
    organisation,
    origin,
    record_day,
    whole,
    word,
)
from data.imports.columns.kind import Kind
from data.tables.consultations import CHANNELS, REQUESTERS, REQUESTS, TOPICS, Consultation

KIND = Kind(
    name="consultations",
    table=Consultation,
    words=Labels("Консультации", "Consultations"),
    columns=(
        number(),
        record_day(),
        district(),
        organisation(),
        needed(word("request", REQUESTS, "Вид обращения", "Kind of request")),
        word("topic", TOPICS, "Тема", "Topic"),
        word("channel", CHANNELS, "Способ обращения", "Channel"),
        word("requester", REQUESTERS, "Заявитель", "Requester"),
        whole("people", "Человек", "People"),
        whole("days", "Дней до ответа", "Days to answer"),
        *origin(),
    ),
    years=("year",),
    example=(
        {"number": "К-118", "date": "31.05.2016", "district": "central", "request": "consulting",
         "topic": "registration", "channel": "phone", "requester": "ngo", "people": "2", "days": "3"},
    ),
)  # fmt: skip
