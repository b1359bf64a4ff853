"""How the budget was used: the roster at the year's start and now, and what was spent of it."""

from collections.abc import Iterator
from decimal import Decimal

from data.refusals import Names
from indicators.forms import cells
from indicators.forms.form import DASH, MONEY, THOUSAND_ROUBLES, FormCell, FormRow, column, words
from indicators.forms.names import activity_name, branch_name, people, responsible
from indicators.forms.remarks import money_remarks
from indicators.forms.year import Branch, FormYear

NAME = words(("Использование бюджетных ассигнований", "Use of budget funds"))
PLACE = 40
MODEL = "base.garant.ru/406540567/b8969025"
UNIT = THOUSAND_ROUBLES
BY_QUARTER = False
NAMED = 0
NOTES = (
    words(
        (
            "Роспись на 1 января – по данным, которые были в системе на этот день. Коды целевых статей"
            " в данных не ведутся.",
            "The roster on 1 January is what the data held on that day. Codes of budget items are not"
            " kept in the data.",
        )
    ),
    words(
        (
            "Графы «роспись на отчётную дату» и «кассовое исполнение» – наше умолчание: прочитана лишь"
            " часть формы.",
            "“Roster on the reporting date” and “cash execution” are a default of ours: only a part of"
            " the form was read.",
        )
    ),
)
_CODE, _ROSTER = (
    ("Код целевой статьи", "Code of the budget item"),
    ("Сводная бюджетная роспись", "Budget roster"),
)
COLUMNS = (
    column(("Программа, подпрограмма, мероприятие", "Programme, subprogramme, activity"), width=56),
    column(("Исполнитель", "Carried out by"), width=34),
    column(_CODE, ("МП", "programme"), width=10),
    column(_CODE, ("Ц/ПМП", "subprogramme"), width=13),
    column(_CODE, ("ОМ", "activity"), width=10),
    column(_ROSTER, ("на 1 января", "on 1 January"), kind=MONEY),
    column(_ROSTER, ("на отчётную дату", "on the reporting date"), kind=MONEY),
    column(("Кассовое исполнение", "Cash execution"), kind=MONEY),
)


def rows(year: FormYear) -> Iterator[FormRow]:
    """The programme, then each part with its activities."""
    for branch in year.branches():
        yield _branch(year, branch)
        for activity in branch.activities:
            opening = None if year.opening is None else year.opening.roster_of(activity.number)
            who = people([activity.responsible])
            name, money = activity_name(activity), activity.money
            sums = _sums(opening, money["roster_money"], money["cash_money"])
            yield FormRow(branch.level + 1, (name, who, DASH, DASH, DASH, *sums))


def remarks(year: FormYear) -> Iterator[Names]:
    """Where stated sums are not those of what lies below."""
    yield from money_remarks(year, ("roster_money", "cash_money"))


def _branch(year: FormYear, branch: Branch) -> FormRow:
    now = year.money.sums(branch.code)
    before = None if year.opening is None else year.opening.sums(branch.code)["roster_money"]
    sums = _sums(before, now["roster_money"], now["cash_money"])
    names = branch_name(year, branch), responsible(year, branch)
    return FormRow(branch.level, (*names, DASH, DASH, DASH, *sums), is_bold=True)


def _sums(*amounts: Decimal | None) -> tuple[FormCell, ...]:
    return tuple(map(cells.thousands, amounts))
