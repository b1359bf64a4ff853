"""What was carried out in any days, in the whole territory or in some districts: numbers of indicators,
and activities by the day on which they were done.
"""

from collections.abc import Iterator
from decimal import Decimal

from data.refusals import Names
from indicators.engine.readings import APPROXIMATE_DATE
from indicators.forms import cells
from indicators.forms.form import (
    CROSS,
    DATE,
    NUMBER,
    FormCell,
    FormRow,
    column,
    numbered,
    text,
    words,
)
from indicators.forms.names import activity_name, branch_name
from indicators.forms.year import Branch, FormYear
from indicators.states import VALUE

NAME = words(("Сведения о выполненном за период", "What was carried out in a period"))
PLACE = 80
MODEL = ""
UNIT = None
BY_QUARTER = False
BY_DAYS = True
NAMED = 1
NOTES = (
    words(
        (
            "План, степень достижения, деньги и оценка бывают только за год: на дни и на отдельные"
            " районы вместе их не задают и между ними не делят. Они – в формах за год.",
            "Plan, level of achievement, money and evaluation are of years alone: they are set for no"
            " days nor for several districts together, and not shared out among them. The forms of"
            " a year have them.",
        )
    ),
)
COLUMNS = (
    column(("№ п/п", "No."), width=8),
    column(
        (
            "Наименование муниципальной программы, подпрограммы, показателя, мероприятия",
            "Programme, subprogramme, indicator, activity",
        ),
        width=58,
    ),
    column(("Единица измерения", "Unit"), width=14),
    column(("Выполнено за период", "Carried out in the period"), kind=NUMBER, width=16),
    column(("Записей", "Records"), kind=NUMBER, width=12),
    column(("Дата выполнения мероприятия", "Activity done on"), kind=DATE, width=16),
)


def rows(year: FormYear) -> tuple[FormRow, ...]:
    """The programme with its indicators, then each part with its own and with its activities."""
    return numbered([row for branch in year.branches() for row in _branch(year, branch)])


def _branch(year: FormYear, branch: Branch) -> Iterator[FormRow]:
    yield FormRow(branch.level, (branch_name(year, branch), CROSS, CROSS, CROSS, CROSS), True)
    for code in year.in_period:
        if year.definitions[code].part == branch.code:
            yield FormRow(branch.level + 1, _indicator(year, code))
    for activity in year.done_in_period:
        if activity.part == branch.code:
            day = FormCell(activity.done_on)
            row = (activity_name(activity), CROSS, CROSS, CROSS, day)
            yield FormRow(branch.level + 1, row)


def _indicator(year: FormYear, code: str) -> tuple[FormCell, ...]:
    definition, answer = year.definitions[code], year.in_period[code]
    counted = CROSS if answer.records is None else cells.number(Decimal(answer.records))
    return (
        text(definition.name.model_dump()),
        text(definition.unit.model_dump()),
        cells.of_answer(answer, definition),
        counted if answer.state == VALUE else cells.EMPTY[answer.state],
        CROSS,
    )


def remarks(year: FormYear) -> Iterator[Names]:
    """What is not in the numbers: records without a day, values of other periods, activities of
    districts.
    """
    answers = year.in_period.values()
    if undated := sum(APPROXIMATE_DATE in answer.marks for answer in answers):
        yield {
            "ru": "У части показателей есть записи, известные только с точностью до месяца или года;"
            f" в числа за дни они не вошли. Таких показателей: {undated}.",
            "en": "Some indicators have records that are dated only to a month or a year and are left"
            f" out of the days. Such indicators: {undated}.",
        }
    reported = [each for each in answers if year.definitions[each.indicator].kind == "observed"]
    if unknown := sum(answer.state != VALUE for answer in reported):
        yield {
            "ru": "Показатели, которые сообщаются за свои периоды, за другие дни неизвестны;"
            f" их число: {unknown}.",
            "en": "Indicators that are reported for periods of their own are not known of other days;"
            f" their number: {unknown}.",
        }
    if year.question.district is not None:
        yield {
            "ru": "Мероприятия программы не делятся по районам и здесь не перечислены.",
            "en": "Activities of the programme are not divided by district and are not listed here.",
        }
