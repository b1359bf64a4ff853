"""Notes on numbers: what a reader should know of an indicator's period, and the number does not say.

No number depends on them.
"""

from data.imports.columns import Labels, district, indicator, needed, number, origin, period, text
from data.imports.columns.kind import Kind
from data.tables.decisions import LONGEST_DECISION, NumberNote

TEXT = Labels(
    "Что надо знать об этом числе: как считали, чего в нём нет. "
    "Стоит на странице показателя, на графиках и в их таблицах.",
    "What should be known of this number: how it was counted, what is not in it. "
    "It stands on the indicator's page, on charts and in their tables.",
)

KIND = Kind(
    name="number_notes",
    table=NumberNote,
    words=Labels("Пометки к числам", "Notes on numbers"),
    columns=(
        number(),
        indicator(),
        district(),
        period(0),
        needed(text("text", "Пометка", "Note on the number", TEXT, LONGEST_DECISION)),
        *origin(),
    ),
    codes="indicator",
    place=137,
    example=(
        {"number": "1", "indicator": "consultations", "period": "2016",
         "text": "С мая по июль приём шёл по телефону: помещение ремонтировали."},
        {"number": "2", "indicator": "consultations", "district": "central", "period": "2016-Q2",
         "text": "Учёт перешёл на новую форму."},
    ),
)  # fmt: skip
