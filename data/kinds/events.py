"""Events: one row an event, however many districts share it."""

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
from data.imports.columns.kind import index_by_organisation, record_kind
from data.words.vocabulary import vocabulary

EVENT_TYPES = vocabulary(
    seminar=("Семинар", "Seminar"),
    round_table=("Круглый стол", "Round table"),
    council_meeting=("Заседание совета", "Council meeting"),
    working_group=("Рабочая группа", "Working group"),
    sports_day=("Спартакиада", "Sports day"),
    conference=("Конференция", "Conference"),
    fair=("Выставка-ярмарка", "Fair"),
    meeting=("Встреча", "Meeting"),
    web_poll=("Интернет-опрос", "Web poll"),
    web_interview=("Интернет-интервью", "Web interview"),
    other=("Другое", "Other"),
)


KIND = record_kind(
    name="events",
    table="event",
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
    place=20,
    example=(
        {"number": "М-7", "date": "14.10.2016", "districts": "central;kirovsky", "type": "seminar",
         "title": "Как подготовить заявку на грант", "place": "Городской ресурсный центр", "participants": "35"},
    ),
)  # fmt: skip

index_by_organisation(KIND)
