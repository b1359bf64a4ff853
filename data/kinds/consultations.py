"""Consultations: one row a request that the resource centre has answered; ``people`` came, the
answer took ``days`` days.
"""

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
from data.imports.columns.kind import index_by_organisation, record_kind
from data.words.vocabulary import vocabulary

REQUESTS = vocabulary(
    consulting=("Консультация", "Consulting"),
    internet=("Интернет и правовые базы", "Internet and legal databases"),
    copying=("Копирование", "Copying"),
    premises=("Помещение", "Premises"),
)
TOPICS = vocabulary(
    registration=("Регистрация НКО", "Registering an NGO"),
    law=("Правовые вопросы", "Legal matters"),
    finance=("Финансы и отчётность", "Finance and reporting"),
    grants=("Гранты и субсидии", "Grants and subsidies"),
    organisation=("Организационная помощь", "Organisational help"),
    other=("Другое", "Other"),
)
CHANNELS = vocabulary(
    visit=("Лично", "In person"),
    phone=("По телефону", "By telephone"),
    online=("Онлайн", "Online"),
    letter=("Письменно", "In writing"),
)
REQUESTERS = vocabulary(ngo=("НКО", "NGO"), citizen=("Гражданин", "Citizen"))


KIND = record_kind(
    name="consultations",
    table="consultation",
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
    place=10,
    example=(
        {"number": "К-118", "date": "31.05.2016", "district": "central", "request": "consulting",
         "topic": "registration", "channel": "phone", "requester": "ngo", "people": "2", "days": "3"},
    ),
)  # fmt: skip

index_by_organisation(KIND)
