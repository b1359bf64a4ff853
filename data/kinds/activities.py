"""Activities: planned pieces of work with control dates and money."""

from data.imports.columns import Labels, day, needed, number, origin, part, text, year
from data.imports.columns.four_sums import four_sums
from data.imports.columns.kind import Kind
from data.tables.programmes import Activity

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
    ),
    years=("year",),
    place=90,
    example=(
        {"number": "2016-01", "part": "information", "year": "2016", "name_ru": "Выпуск газеты об НКО",
         "planned_on": "01.12.2016", "done_on": "24.11.2016", "programme_money": "900 000",
         "roster_money": "900 000", "cash_money": "880 500,50", "fact_money": "880 500,50"},
    ),
)  # fmt: skip
