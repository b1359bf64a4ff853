"""Supports: the register of supported NGOs, one row a support."""

from data.importers.steps.batch import Batch
from data.importers.steps.columns import (
    Words,
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
from data.importers.steps.context import Context
from data.importers.steps.kind import Kind
from data.importers.steps.order import in_order
from data.tables.supports import FORMS, Support


def check_term(batch: Batch, _context: Context) -> None:
    """A support does not end before it is given."""
    in_order(batch, "date", "until_date")


KIND = Kind(
    name="supports",
    table=Support,
    words=Words("Поддержка НКО", "Supports"),
    columns=(
        number("Номер реестровой записи", "Register number"),
        record_day(),
        district(),
        needed(organisation()),
        needed(word("form", FORMS, "Форма поддержки", "Form of support")),
        money("amount", "Размер, руб.", "Amount, roubles"),
        day("until_date", "Срок оказания", "Until"),
        text("authority", "Орган, оказавший поддержку", "Authority"),
        flag("violation", "Нарушение", "Violation", Words(
            "«Да», если есть сведения о нарушении порядка и условий поддержки.",
            "“Yes” if a breach of the terms of the support is known.",
        )),
        *origin(),
    ),
    years=("year",),
    arrange=check_term,
    example=(
        {"number": "П-12", "date": "01.03.2016", "organisation": "НКО-1", "form": "financial",
         "amount": "150 000,00", "until_date": "31.12.2016", "authority": "Администрация города"},
    ),
)  # fmt: skip
