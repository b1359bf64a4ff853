"""Observations: reported values that are not computed from records."""

import re

from data.importers.steps.batch import Batch
from data.importers.steps.columns import (
    Column,
    Words,
    district,
    exact,
    flag,
    observed,
    origin,
    period,
    printed,
    text,
    word,
)
from data.importers.steps.context import Context
from data.importers.steps.kind import Kind
from data.importers.steps.totals import check_totals
from data.tables.definitions import STAGES, Observation

PREFIX = "by:"
ATTRIBUTE = re.compile(r"[\w-]+")
BY = Words(
    "Разрез: например, by:age. Пустая ячейка – итог без разреза.",
    "A disaggregation: for example, by:age. An empty cell is the total.",
)
DASH = Words(
    "«-» хранится как прочерк источника; если значения нет, уберите строку.",
    "“-” is kept as the source's dash; if there is no value, remove the row.",
)
WEIGHT = Words("Вес строки для взвешенного среднего.", "The row's weight in a weighted mean.")
LOWER = Words("«Да» для оценки «не менее», «свыше».", "“Yes” for “at least”, “over”.")


def attribute(name: str) -> Column | None:
    """The column ``by:ATTRIBUTE``, if the name is of that form."""
    found = name.casefold()
    if not found.startswith(PREFIX) or not ATTRIBUTE.fullmatch(found.removeprefix(PREFIX)):
        return None
    return text(found, found, found, BY)


def disaggregate(batch: Batch, _context: Context) -> None:
    """Turn the columns ``by:ATTRIBUTE`` into the one field ``by``, in the order of their names."""
    columns = {name: batch.values.pop(name) for name in sorted(batch.values) if name.startswith(PREFIX)}
    for name, values in columns.items():
        for index, value in enumerate(values):
            if value and re.search("[;=|]", str(value)):
                batch.refuse(index, name, "import_by_character")
    rows = zip(*columns.values(), strict=True) if columns else ((),) * len(batch)
    batch.values["by"] = [
        ";".join(f"{name.removeprefix(PREFIX)}={value}" for name, value in zip(columns, row, strict=True) if value)
        for row in rows
    ]


KIND = Kind(
    name="observations",
    table=Observation,
    words=Words("Наблюдения", "Observations"),
    columns=(
        observed(),
        district(),
        period(1, "year"),
        printed("value", "Значение", "Value", DASH),
        word("stage", STAGES, "Стадия", "Stage"),
        exact("weight", "Вес", "Weight", WEIGHT),
        flag("lower_bound", "Нижняя граница", "Lower bound", LOWER),
        *origin(),
    ),
    key=("indicator", "district", "period", "by", "stage"),
    made=("by",),
    family=attribute,
    years=("year",),
    codes="indicator",
    arrange=disaggregate,
    whole_file=check_totals,
    example=(
        {"indicator": "survey_support", "period": "2016", "value": "97,0", "stage": "refined",
         "source": "Опрос 2016 года"},
        {"indicator": "survey_support", "period": "2016-Q2", "value": "61,5", "stage": "preliminary",
         "by:age": "18–35"},
    ),
)  # fmt: skip
