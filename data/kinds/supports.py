"""Supports: the register of supported NGOs, one row a support with its term and the body that gave
it (Federal Law 7-FZ, article 31.2).
"""

from dataclasses import replace

from sqlalchemy import Index

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
from data.imports.columns.kind import index_by_organisation, record_kind
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


DECIDED = Labels("Дата решения об оказании поддержки", "Decided on")


def check_entry(batch: Batch, _context: Context) -> None:
    """A support is decided, then entered, and ends after it began; measures answer a violation."""
    for later in ("until_date", "entered_on", "ended_on"):
        in_order(batch, "date", later)
    violations, details = batch.column("violation"), batch.column("violation_details")
    for index, (violation, detail) in enumerate(zip(violations, details, strict=True)):
        if detail and not violation and batch.is_sound(index, "violation", "violation_details"):
            batch.refuse(index, "violation_details", "import_details_of_no_violation")


KIND = record_kind(
    name="supports",
    table="support",
    words=Labels("Поддержка НКО", "Supports"),
    columns=(
        number("Номер реестровой записи", "Register number"),
        # what the law dates a support by; files of before have the plain word of all records
        replace(record_day(), words=DECIDED, aliases=("Дата", "Date")),
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
        # last: columns that came later leave the contents of earlier rows as they were
        day("entered_on", "Дата включения в реестр", "Entered on"),
        day("ended_on", "Дата решения о прекращении поддержки", "Ended on", Labels(
            "Если оказание поддержки прекращено решением раньше срока.",
            "Where a decision ended the support before its term.",
        )),
        text("violation_details", "Сведения о нарушении и принятых мерах", "Violation and measures",
             Labels("В том числе о нецелевом использовании; ставится вместе с «да» в столбце «Нарушение».",
                    "Also misuse of the money; only with “yes” in the column “Violation”.")),
        *origin(),
    ),
    arrange=check_entry,
    place=30,
    example=(
        {"number": "П-12", "date": "01.03.2016", "organisation": "НКО-1", "form": "financial",
         "amount": "150 000,00", "until_date": "31.12.2016", "authority": "Администрация города",
         "entered_on": "15.03.2016"},
    ),
)  # fmt: skip

REGISTER_ORDER = ("programme_id", "date", "id")
REGISTER_CONDITIONS = ("until", "form", "district", "violation", "organisation_id", "amount")
"""What narrows the register and adds up: in the index too, so that rows are read for one page."""

_columns = KIND.sql.columns
Index("ix_support_register", *(_columns[name] for name in REGISTER_ORDER + REGISTER_CONDITIONS))
index_by_organisation(KIND)
