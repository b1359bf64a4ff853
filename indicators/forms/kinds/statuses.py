"""How many indicators reached their plans: counts and shares of those that are due."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from data.refusals import Names
from indicators.evaluation.calculation import ACHIEVED, ALMOST, OVER, SHORT, UNKNOWN
from indicators.forms import cells
from indicators.forms.form import CROSS, NUMBER, FormCell, FormRow, column, text, words
from indicators.forms.year import FormYear
from indicators.states import NOT_DUE

NAME = words(("Сводка о достижении показателей", "Summary of the indicators' achievement"))
PLACE = 70
MODEL = "docs.cntd.ru/document/570958775/titles/MA6OJG"
UNIT = None
BY_QUARTER = False
NAMED = 1
NOTES = (
    words(
        (
            "Доли – от числа показателей с планом на год, отчётный срок которых наступил; строки 1, 2 и 3"
            " составляют 100 %.",
            "Shares are of the indicators with a plan for the year that are due; rows 1, 2 and 3 make 100 %.",
        )
    ),
)
COLUMNS = (
    column(("№", "No."), width=8),
    column(("Показатели", "Indicators"), width=64),
    column(("Количество", "Number"), kind=NUMBER, width=16),
    column(("%", "%"), kind=NUMBER, width=12),
)
ROWS: tuple[tuple[str, int, Names, tuple[str, ...]], ...] = (
    ("1", 1, words(("Достигнуты", "Achieved")), ACHIEVED),
    ("1.1", 2, words(("из них перевыполнены", "of them over-fulfilled")), OVER),
    ("2", 1, words(("Не достигнуты", "Not achieved")), SHORT),
    (
        "2.1",
        2,
        words(("из них под риском (почти достигнуты)", "of them at risk (almost achieved)")),
        ALMOST,
    ),
    (
        "3",
        1,
        words(
            (
                "Невозможно определить по итогам отчётного периода",
                "Cannot be determined for the reporting period",
            )
        ),
        UNKNOWN,
    ),
)
TOTAL = words(("Всего", "Total"))
WAITING = words(("Кроме того, срок не наступил", "Besides, not due yet"))
UNPLANNED = words(("Кроме того, на год план не установлен", "Besides, without a plan for the year"))


def rows(year: FormYear) -> Iterator[FormRow]:
    """Counts and shares by status, their total, and what stays outside of it."""
    answers = [year.answer(code) for code in year.targeted]
    statuses = [answer.status for answer in answers if answer.status is not None]
    for number, level, name, codes in ROWS:
        count = sum(status in codes for status in statuses)
        yield FormRow(level, (text(number), text(name), *_counts(count, len(statuses))))
    whole = _counts(len(statuses), len(statuses))
    yield FormRow(0, (CROSS, text(TOTAL), *whole), is_bold=True)
    planned = [answer for answer in answers if answer.plan is not None]
    waiting = sum(answer.state == NOT_DUE for answer in planned)
    yield FormRow(1, (CROSS, text(WAITING), _count(waiting), CROSS))
    yield FormRow(1, (CROSS, text(UNPLANNED), _count(len(answers) - len(planned)), CROSS))


def _counts(count: int, whole: int) -> tuple[FormCell, FormCell]:
    return _count(count), cells.percent(Fraction(count, whole)) if whole else CROSS


def _count(count: int) -> FormCell:
    return FormCell(Decimal(count))
