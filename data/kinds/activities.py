"""Activities: planned pieces of work with control dates and money."""

from dataclasses import replace

from data.imports.columns import (
    Labels,
    day,
    indicator,
    needed,
    number,
    origin,
    part,
    text,
    year,
)
from data.imports.columns.batch import Batch
from data.imports.columns.four_sums import four_sums
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.tables.programmes import Activity

MEASURED = Labels(
    "Показатель, по которому судят, выполнено ли мероприятие в полном объёме; без него судят по контрольному событию.",
    "The indicator that tells whether the activity was done in full; without one its control event does.",
)
CONTROL_DATES = ("planned_on", "done_on")


def refuse_early_dates(batch: Batch, _context: Context) -> None:
    """An activity of a year has no control date before that year begins."""
    for name in CONTROL_DATES:
        for index, (day_of, of_year) in enumerate(
            zip(batch.column(name), batch.column("year"), strict=True)
        ):
            # days are kept as text, 2016-05-31
            if day_of is not None and of_year is not None and int(str(day_of)[:4]) < int(of_year):
                batch.refuse(index, name, "import_control_date_early", year=of_year)


KIND = Kind(
    name="activities",
    table=Activity,
    words=Labels("Мероприятия плана", "Activities"),
    columns=(
        number(),
        part(),
        year(),
        needed(text("name_ru", "Название по-русски", "Name in Russian")),
        text("name_en", "Название по-английски", "Name in English"),
        text("responsible", "Ответственный", "Responsible"),
        day("planned_on", "Срок по плану", "Planned on"),
        day("done_on", "Выполнено", "Done on"),
        *four_sums(),
        *origin(),
        # at the end: rows of before there was such a column keep their fingerprints
        replace(indicator(), required=False, note=MEASURED),
    ),
    years=("year",),
    arrange=refuse_early_dates,
    place=90,
    measures=dict.fromkeys(
        ("activities", "activities_done", "activities_in_time"), ("part", "responsible")
    ),
    example=(
        {"number": "2016-01", "part": "information", "year": "2016", "name_ru": "Выпуск газеты об НКО",
         "planned_on": "01.12.2016", "done_on": "24.11.2016", "programme_money": "900 000",
         "roster_money": "900 000", "cash_money": "880 500,50", "fact_money": "880 500,50"},
    ),
)  # fmt: skip
