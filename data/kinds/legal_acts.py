"""Legal acts adopted; ``act_number`` is the number printed on one."""

from data.imports.columns import (
    Labels,
    district,
    needed,
    number,
    organisation,
    origin,
    record_day,
    text,
    word,
)
from data.imports.columns.kind import record_kind
from data.words.vocabulary import vocabulary

ACT_TYPES = vocabulary(
    resolution=("Постановление", "Resolution"),
    order=("Распоряжение", "Order"),
    decision=("Решение", "Decision"),
)


KIND = record_kind(
    name="legal_acts",
    table="legal_act",
    words=Labels("Правовые акты", "Legal acts"),
    columns=(
        number(),
        record_day(),
        district(),
        organisation(),
        needed(word("type", ACT_TYPES, "Вид акта", "Type of act")),
        needed(text("act_number", "Номер акта", "Number of the act", characters=50)),
        needed(text("title", "Название акта", "Title")),
        *origin(),
    ),
    place=70,
    example=(
        {"number": "А-3", "date": "22.05.2016", "type": "resolution", "act_number": "906",
         "title": "О взаимодействии администрации города с НКО"},
    ),
)  # fmt: skip
