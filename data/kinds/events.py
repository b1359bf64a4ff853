"""Events: one row an event, however many districts share it."""

from typing import cast

from sqlalchemy import Table

from data.imports.columns import (
    Labels,
    districts,
    needed,
    number,
    organisation,
    origin,
    record_day,
    text,
    whole,
    word,
)
from data.imports.columns.kind import Kind, RowLink
from data.tables.events import EVENT_TYPES, Event, EventDistrict

KIND = Kind(
    name="events",
    table=Event,
    words=Labels("Мероприятия", "Events"),
    columns=(
        number(),
        record_day(),
        districts(),
        organisation(),
        needed(word("type", EVENT_TYPES, "Вид мероприятия", "Type")),
        needed(text("title", "Название", "Title")),
        text("place", "Место проведения", "Place"),
        whole("participants", "Участников", "Participants"),
        *origin(),
    ),
    years=("year",),
    link=RowLink("districts", cast(Table, EventDistrict.__table__), "event_id", "district"),
    example=(
        {"number": "М-7", "date": "14.10.2016", "districts": "central;kirovsky", "type": "seminar",
         "title": "Как подготовить заявку на грант", "place": "Городской ресурсный центр", "participants": "35"},
    ),
)  # fmt: skip
