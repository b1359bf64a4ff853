"""Budgets: money of the programme or a part, by year and source, in the unit in which the act
prints it.
"""

from dataclasses import replace

from data.imports.columns import Labels, Value, origin, part, word, year
from data.imports.columns.batch import Batch
from data.imports.columns.four_sums import SUMS, four_exact_sums
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values import values
from data.tables.programmes import Budget
from data.words.vocabulary import vocabulary

FUNDING_SOURCES = vocabulary(
    total=("Всего", "Total"),
    city=("Бюджет города", "City budget"),
    krai=("Краевой бюджет", "Regional budget"),
    federal=("Федеральный бюджет", "Federal budget"),
    other=("Внебюджетные средства", "Extra-budgetary funds"),
)
UNITS = vocabulary(
    rub=("руб.", "roubles"),
    thousand=("тыс. руб.", "thousand roubles"),
    million=("млн руб.", "million roubles"),
)
ROUBLES = {"rub": 1, "thousand": 1_000, "million": 1_000_000}
UNIT = Labels(
    "В чём даны суммы строки; без неё – в рублях.",
    "What the row's sums are in; without it, roubles.",
)


def to_kopecks(batch: Batch, _context: Context) -> None:
    """Turn the row's sums from its unit into whole kopecks."""
    units = batch.column("printed_unit")
    for name in SUMS:
        sums = zip(batch.column(name), units, strict=True)
        batch.values[name] = [
            _kopecks(batch, index, name, *pair) for index, pair in enumerate(sums)
        ]


def _kopecks(batch: Batch, index: int, name: str, amount: Value, unit: Value) -> int | None:
    if amount is None:
        return None
    try:
        return values.kopecks(batch.texts[name][index], ROUBLES[str(unit)])
    except InvalidValue as bad:
        batch.refuse(index, name, bad.rule, **bad.params)
        return None


KIND = Kind(
    name="budgets",
    table=Budget,
    words=Labels("Бюджет", "Budgets"),
    columns=(
        part(),
        year(),
        word("funding", FUNDING_SOURCES, "Источник средств", "Funding"),
        replace(
            word("unit", UNITS, "Единица", "Unit"), fields=("printed_unit",), aliases=("printed_unit",), note=UNIT,
            field_words={"printed_unit": Labels("Единица, как напечатано", "Unit as printed")},
        ),
        *four_exact_sums(),
        *origin(),
    ),
    key=("part", "year", "funding"),
    years=("year",),
    arrange=to_kopecks,
    place=100,
    measures={"budgets": ("part", "funding")},
    example=(
        {"year": "2014", "funding": "krai", "unit": "million", "programme_money": "329,40712"},
        {"part": "information", "year": "2014", "funding": "city", "programme_money": "1 500 000",
         "cash_money": "1 499 120,75"},
    ),
)  # fmt: skip
