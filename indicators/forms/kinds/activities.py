"""How the activities of the plan were carried out, and their money by source."""

from collections.abc import Iterator

from data.refusals import Names
from indicators.answers.money import Sums
from indicators.evaluation.subjects import COMING, IN_TIME, LATE, OVERDUE, ActivityFact
from indicators.forms import cells
from indicators.forms.form import (
    CROSS,
    DASH,
    DATE,
    MONEY,
    NUMBER,
    SAME,
    THOUSAND_ROUBLES,
    WAITING,
    FormCell,
    FormRow,
    column,
    numbered,
    text,
    words,
)
from indicators.forms.funding import TOTAL_NAME, source_name
from indicators.forms.names import activity_name, total_name
from indicators.forms.remarks import money_remarks
from indicators.forms.year import Branch, FormYear

NAME = words(("Выполнение мероприятий программы", "Activities of the programme"))
PLACE = 20
MODEL = "docs.cntd.ru/document/561403980/titles/C3OBN3 (Таблица 1)"
UNIT = THOUSAND_ROUBLES
BY_QUARTER = False
NAMED = 1
NOTES = (
    words(
        (
            "В графе «Факт» – кассовые расходы (наше прочтение формы). Источники мероприятий"
            " по отдельности не ведутся.",
            "“Actual” is cash spent (our reading of the form). Sources of single activities are not"
            " kept.",
        )
    ),
)
_TERM, _MONEY = ("Срок", "Term"), ("Финансовое обеспечение, тыс. руб.", "Funding, thousand roubles")
COLUMNS = (
    column(("№ п/п", "No."), width=8),
    column(("Наименование мероприятий", "Activities"), width=52),
    column(
        _TERM,
        ("Плановый (дата контрольного события)", "Planned (control event)"),
        kind=DATE,
        width=15,
    ),
    column(_TERM, ("Фактический", "Actual"), kind=DATE),
    column(
        (
            "Отметка о выполнении по наступлению контрольного события",
            "Whether done, by the control event",
        ),
        width=20,
    ),
    column(_MONEY, ("источники", "sources"), width=18),
    column(
        _MONEY,
        ("План по сводной бюджетной росписи на конец года", "Budget roster at the end of the year"),
        kind=MONEY,
        width=18,
    ),
    column(_MONEY, ("Факт", "Actual"), kind=MONEY),
    column(
        _MONEY,
        ("Процент исполнения (гр. 8 / гр. 7 × 100)", "Execution, % (col. 8 / col. 7 × 100)"),
        kind=NUMBER,
        width=16,
    ),
)
MARKS = {
    IN_TIME: words(("выполнено", "done")),
    LATE: words(("выполнено с опозданием", "done late")),
    OVERDUE: words(("не выполнено", "not done")),
}


def rows(year: FormYear) -> tuple[FormRow, ...]:
    """The whole with its sources, then each part with its own and with its activities."""
    return numbered([row for branch in year.branches() for row in _branch(year, branch)])


def remarks(year: FormYear) -> Iterator[Names]:
    """Where stated sums are not those of what lies below."""
    yield from money_remarks(year, ("roster_money", "cash_money"))


def _branch(year: FormYear, branch: Branch) -> Iterator[FormRow]:
    sums, level = year.money.sums(branch.code), branch.level
    title = (total_name(year, branch), CROSS, CROSS, CROSS)
    yield FormRow(level, (*title, text(TOTAL_NAME), *_money(sums)), is_bold=True)
    for code, of_source in year.money.sources(branch.code).items():
        further = (SAME, CROSS, CROSS, CROSS, text(source_name(code)), *_money(of_source))
        yield FormRow(level, further, is_numbered=False)
    for activity in branch.activities:
        yield FormRow(level + 1, _activity(year, activity))


def _activity(year: FormYear, activity: ActivityFact) -> tuple[FormCell, ...]:
    progress = activity.progress(year.evaluator.clock)
    done_on = activity.done_on if progress in (IN_TIME, LATE) else None
    waiting = WAITING if progress == COMING else DASH
    return (
        activity_name(activity),
        FormCell(activity.planned_on) if activity.planned_on else DASH,
        FormCell(done_on) if done_on else waiting,
        text(MARKS[progress]) if progress in MARKS else waiting,
        text(TOTAL_NAME),
        *_money(activity.money),
    )


def _money(sums: Sums) -> tuple[FormCell, ...]:
    roster, cash = sums["roster_money"], sums["cash_money"]
    return cells.thousands(roster), cells.thousands(cash), cells.ratio(cash, roster)
