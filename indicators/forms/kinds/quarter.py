"""The report of a quarter, cumulative from January: money of activities and their results."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from data.refusals import Names
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.evaluation.subjects import ActivityFact
from indicators.forms import cells
from indicators.forms.form import CROSS, DASH, NUMBER, FormCell, FormRow, column, text, words
from indicators.forms.names import activity_name, people, responsible, total_name
from indicators.forms.remarks import money_remarks
from indicators.forms.year import LAST_QUARTER, Branch, FormYear
from indicators.states import VALUE

NAME = words(("Отчёт за квартал нарастающим итогом", "Cumulative report of a quarter"))
PLACE = 30
MODEL = "base.garant.ru/48564180/d8b01b57"
UNIT = None
BY_QUARTER = True
NAMED = 0
NOTES = (
    words(
        (
            "Предусмотренные суммы и планы показателей – на весь год, если на квартал план не установлен;"
            " тогда и % выполнения – от плана года (наше правило, только для растущих показателей).",
            "Planned sums and targets are of the whole year unless the quarter has its own; then the % is"
            " of the year's target too (our rule, for growing indicators alone).",
        )
    ),
    words(
        (
            "Кредиторская задолженность в данных не ведётся.",
            "Accounts payable are not kept in the data.",
        )
    ),
)
MONEY_OF_YEAR = words(
    (
        "Расходы известны только за год, поэтому за неполный год их нет.",
        "Spending is known for whole years only, so there is none for a part of a year.",
    )
)
_PLANNED = ("Предусмотрено, руб.", "Planned, roubles")
_CASH = ("Фактическое финансирование (кассовые расходы)", "Actual funding (cash spent)")
_ACTUAL = ("Фактическое выполнение (фактические расходы)", "Work done (actual spending)")
_RESULT = ("Показатели результативности", "Performance indicators")
_SUM, _FROM_PROGRAMME, _FROM_ROSTER = (
    ("руб.", "roubles"),
    ("отклонение от программы, %", "deviation from the programme, %"),
    ("отклонение от росписи, %", "deviation from the roster, %"),
)
COLUMNS = (
    column(("Мероприятие", "Activity"), width=40),
    column(_PLANNED, ("Программой", "by the programme"), kind=NUMBER, width=13),
    column(_PLANNED, ("сводной бюджетной росписью", "by the budget roster"), kind=NUMBER, width=13),
    column(_CASH, _SUM, kind=NUMBER, width=13),
    column(_CASH, _FROM_PROGRAMME, kind=NUMBER, width=12),
    column(_CASH, _FROM_ROSTER, kind=NUMBER, width=12),
    column(_ACTUAL, _SUM, kind=NUMBER, width=13),
    column(_ACTUAL, _FROM_PROGRAMME, kind=NUMBER, width=12),
    column(_ACTUAL, _FROM_ROSTER, kind=NUMBER, width=12),
    column(
        _ACTUAL,
        ("в т. ч. кредиторская задолженность", "of it accounts payable"),
        kind=NUMBER,
        width=14,
    ),
    column(_RESULT, ("Наименование", "Name"), width=28),
    column(_RESULT, ("Ед.", "Unit"), width=8),
    column(_RESULT, ("Плановое", "Planned"), kind=NUMBER, width=11),
    column(_RESULT, ("Фактическое", "Actual"), kind=NUMBER, width=12),
    column(_RESULT, ("% выполнения", "% done"), kind=NUMBER, width=12),
    column(("Исполнители", "Carried out by"), width=30),
)
Money = Mapping[str, Decimal | None]


def rows(year: FormYear) -> Iterator[FormRow]:
    """The whole, then each part with its activities."""
    for branch in year.branches():
        money = _money(year, year.money.sums(branch.code))
        title, who = total_name(year, branch), responsible(year, branch)
        yield FormRow(branch.level, (title, *money, *[CROSS] * 5, who), is_bold=True)
        yield from _activities(year, branch)


def remarks(year: FormYear) -> Iterator[Names]:
    """That spending of a part of a year is unknown; where stated sums are not those below."""
    if year.quarter != LAST_QUARTER:
        yield MONEY_OF_YEAR
    yield from money_remarks(year, year.money_columns)


def _activities(year: FormYear, branch: Branch) -> Iterator[FormRow]:
    for activity in branch.activities:
        row = (
            activity_name(activity),
            *_money(year, activity.money),
            *_result(year, activity),
            people([activity.responsible]),
        )
        yield FormRow(branch.level + 1, row)


def _money(year: FormYear, sums: Money) -> tuple[FormCell, ...]:
    plans = sums["programme_money"], sums["roster_money"]
    whole = year.quarter == LAST_QUARTER
    cash, actual = (sums[name] if whole else None for name in ("cash_money", "fact_money"))
    spent = [
        cell
        for amount in (cash, actual)
        for cell in (cells.roubles(amount), *(cells.deviation(amount, plan) for plan in plans))
    ]
    return (*map(cells.roubles, plans), *spent, DASH)


def _result(year: FormYear, activity: ActivityFact) -> tuple[FormCell, ...]:
    code = activity.indicator
    if code is None or code not in year.definitions:
        return (CROSS,) * 5
    definition, answer, of_year = year.definitions[code], year.so_far(code), year.answer(code)
    plan = of_year.plan if answer.plan is None else answer.plan
    return (
        text(definition.name.model_dump()),
        text(definition.unit.model_dump()),
        cells.of_plan(plan, definition),
        cells.of_answer(answer, definition),
        _degree(definition, answer, of_year),
    )


def _degree(definition: Definition, answer: Answer, of_year: Answer) -> FormCell:
    """Of the quarter's own plan; else, where growth is good, of the year's."""
    if answer.plan is not None or of_year.plan is None:
        return cells.degree(answer)
    if answer.state != VALUE or answer.exact is None:
        return cells.EMPTY[answer.state]
    if definition.direction != "increase" or of_year.plan <= 0:
        return CROSS
    return cells.percent(Fraction(answer.exact) / Fraction(of_year.plan))
