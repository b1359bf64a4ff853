"""Legal acts adopted."""

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
from data.imports.columns.kind import Kind
from data.tables.legal_acts import ACT_TYPES, LegalAct

KIND = Kind(
    name="legal_acts",
    table=LegalAct,
    words=Labels("Правовые акты", "Legal acts"),
    columns=(
        number(),
        record_day(),
        district(),
        organisation(),
        needed(word("type", ACT_TYPES, "Вид акта", "Type of act")),
        needed(text("act_number", "Номер акта", "Number of the act")),
        needed(text("title", "Название акта", "Title")),
        *origin(),
    ),
    years=("year",),
    example=(
        {"number": "А-3", "date": "22.05.2016", "type": "resolution", "act_number": "906",
         "title": "О взаимодействии администрации города с НКО"},
    ),
)  # fmt: skip
