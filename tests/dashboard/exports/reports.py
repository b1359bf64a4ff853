"""A report made by hand, with everything that has broken a file before."""

import datetime
from decimal import Decimal
from typing import Any

from dashboard.report import (
    Bar,
    Card,
    CardNumbers,
    Chart,
    RecordField,
    Report,
    ReportTable,
    Series,
    Slide,
    TableCell,
)

FORMULA = "=1+1"
LONG = (
    "Прирост количества работников и добровольцев социально ориентированных некоммерческих организаций "
    * 4
)
NASTY = (
    FORMULA,
    "+7 (4212)",
    "-5",
    "@SUM(A1)",
    '=HYPERLINK("http://example.org")',
    "http://example.org/",
    "\x0bx\x00",
)


def chart(
    *series: Series, categories: tuple[str, ...] = ("2014", "2015", "2016"), **more: Any
) -> Chart:
    return Chart({"data": [], "layout": {}}, categories, series, **{"unit": "ед.", **more})


def report(*slides: Slide, language: str = "ru", **more: Any) -> Report:
    defaults = {
        "code": "deck-1",
        "title": "Итоги",
        "programme": "town",
        "programme_name": "Программа города",
        "as_of": "данные на 12.03.2019, 19:00 UTC+10, снимок № 3 «Заседание»",
        "revision": 7,
        "on": "2019-03-12",
        "snapshot": 3,
        "checksum": "0123456789abcdef" * 4,
        "illustrative": "Условные данные: придуманы для показа.",
        "definitions": {"visits.yaml": "code: visits\nkind: count\n"},
        "versions": {"visits": (1, 2), "opinion": (1,)},
        "marks": {"partial": ("неполно", "Отчитались не все.")},
    }
    return Report(language=language, slides=slides, **{**defaults, **more})


PLAN_AND_FACT = Slide(
    "plan_and_fact",
    "Консультации",
    finding="2016: 12,5 ед.",
    notes="Сказать о районах.",
    source="Журнал",
    chart=chart(
        Series("Факт", (Decimal(10), None, Decimal("12.5"))),
        Series("План", (Decimal(11), Decimal(11), None), "mark"),
        decimals=1,
    ),
    bars=(
        Bar(
            "2014",
            "10 ед.",
            250,
            ("Номер", "Дата", "Присуждено, руб.", "Участников"),
            tuple(
                (
                    RecordField(f"К-{n}"),
                    RecordField("2014", day=datetime.date(2014, 1, 1), known_to="year"),
                    RecordField("1\u00a0000,50", Decimal("1000.50")),
                    RecordField("7" if n else "", 7 if n else None),
                )
                for n in range(200)
            ),
            number=Decimal(10),
        ),
    ),
    marks=("partial",),
)
LYING = Slide(
    "districts",
    "По районам",
    chart=chart(
        Series("Факт", (Decimal(3), Decimal(2), None)),
        categories=("Север", "=Юг", "Запад"),
        lying=True,
    ),
)
LINES = Slide(
    "within_year",
    "В течение года",
    chart=chart(
        Series("Факт", (Decimal(1), Decimal(2), None), "line"),
        Series("План", (Decimal(4),) * 3, "line"),
    ),
)
TABLE = Slide(
    "table",
    "Таблица",
    table=ReportTable(
        ("Показатель", "2014", "2015", "2016"),
        (
            (
                TableCell("Доля"),
                TableCell("98\u00a0%", Decimal("0.9815")),
                TableCell("нет данных"),
                TableCell("−5", Decimal(-5)),
            ),
            (
                TableCell("Сумма"),
                TableCell("5,10\u00a0млн руб.", Decimal(5_104_999)),
                TableCell("0", 0),
                TableCell("1\u00a0044", 1044, "achieved"),
            ),
        ),
    ),
)
COUNTED = CardNumbers(Decimal("1062.4"), Decimal(1100), Decimal("1062.4") / 1100, "ед.")
CARDS = Slide(
    "numbers",
    "Ключевые показатели",
    cards=(
        Card(
            "Консультации",
            "1\u00a0062",
            "ед.",
            "План: 1 100",
            "97\u00a0%",
            "at_risk",
            "Под угрозой",
            COUNTED,
        ),
        Card(LONG[:140], "нет данных", "", "", "", None, ""),
    ),
)
MISSING = Slide("state", "Состояние", missing="На этот год план не задан.")
TEXT = Slide("text", "Вопрос", text="Первое.\nВторое.")
SLIDES = (
    Slide("title", "Программа города", finding="Итоги 2014–2016"),
    PLAN_AND_FACT,
    LYING,
    LINES,
    TABLE,
    CARDS,
    MISSING,
    TEXT,
)
