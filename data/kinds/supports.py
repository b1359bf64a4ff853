"""Supports: the register of supported NGOs, one row a support with its term and the body that gave
it (Federal Law 7-FZ, article 31.2).
"""

from data.imports.columns import (
    Labels,
    day,
    district,
    flag,
    money,
    needed,
    number,
    organisation,
    origin,
    record_day,
    text,
    word,
)
from data.imports.columns.batch import Batch
from data.imports.columns.kind import record_kind
from data.imports.columns.order import in_order
from data.imports.context.context import Context
from data.words.vocabulary import vocabulary

FORMS = vocabulary(
    financial=("Финансовая", "Financial"),
    property=("Имущественная", "Property"),
    informational=("Информационная", "Informational"),
    consulting=("Консультационная", "Consulting"),
    training=("Обучение работников и добровольцев", "Training of staff and volunteers"),
)


def check_term(batch: Batch, _context: Context) -> None:
    """A support does not end before it is given."""
    in_order(batch, "date", "until_date")


KIND = record_kind(
    name="supports",
    table="support",
    words=Labels("Поддержка НКО", "Supports"),
    columns=(
        number("Номер реестровой записи", "Register number"),
        record_day(),
        district(),
        needed(organisation()),
        needed(word("form", FORMS, "Форма поддержки", "Form of support")),
        money("amount", "Размер, руб.", "Amount, roubles"),
        day("until_date", "Срок оказания", "Until"),
        text("authority", "Орган, оказавший поддержку", "Authority"),
        flag("violation", "Нарушение", "Violation", Labels(
            "«Да», если есть сведения о нарушении порядка и условий поддержки.",
            "“Yes” if a breach of the terms of the support is known.",
        )),
        *origin(),
    ),
    arrange=check_term,
    place=30,
    example=(
        {"number": "П-12", "date": "01.03.2016", "organisation": "НКО-1", "form": "financial",
         "amount": "150 000,00", "until_date": "31.12.2016", "authority": "Администрация города"},
    ),
)  # fmt: skip
