"""Spending from all sources: what was estimated and what was spent, by source."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from data.refusals import Names
from indicators.forms import cells
from indicators.forms.form import (
    DASH,
    MONEY,
    NUMBER,
    SAME,
    THOUSAND_ROUBLES,
    FormCell,
    FormRow,
    column,
    text,
    words,
)
from indicators.forms.funding import ORDER, TOTAL_NAME, source_name
from indicators.forms.names import ACTIVITY, PROGRAMME
from indicators.forms.remarks import money_remarks
from indicators.forms.year import Branch, FormYear

NAME = words(
    (
        "Расходы на реализацию программы за счёт всех источников",
        "Spending on the programme from all sources",
    )
)
PLACE = 50
MODEL = "base.garant.ru/44642718/daf75cc1 (Форма N 3)"
UNIT = THOUSAND_ROUBLES
BY_QUARTER = False
NAMED = 1
NOTES = (
    words(
        (
            "Оценка расходов – предусмотрено программой. У городского округа один местный бюджет: он стоит"
            " вместо бюджетов района и поселения. Источники мероприятий по отдельности не ведутся.",
            "Estimated are the sums of the programme. A city has one local budget, in place of those of a"
            " district and a settlement. Sources of single activities are not kept.",
        )
    ),
)
COLUMNS = (
    column(("Статус", "Status"), width=20),
    column(("Наименование", "Name"), width=56),
    column(("Источники", "Sources"), width=26),
    column(("Оценка расходов", "Estimated spending"), kind=MONEY, width=18),
    column(("Фактические расходы", "Actual spending"), kind=MONEY, width=18),
    column(
        ("Отношение фактических расходов к оценке, %", "Actual over estimated, %"),
        kind=NUMBER,
        width=20,
    ),
)
PART = words(("Задача, подпрограмма", "Task, subprogramme"))
NO_SUMS: Mapping[str, Decimal | None] = {"programme_money": None, "fact_money": None}


def rows(year: FormYear) -> Iterator[FormRow]:
    """The programme and each part by source, and the total of each activity."""
    for branch in year.branches():
        yield from _branch(year, branch)
        for activity in branch.activities:
            title = (text(ACTIVITY), text(activity.names), text(TOTAL_NAME))
            yield FormRow(branch.level + 1, (*title, *_money(activity.money)))


def remarks(year: FormYear) -> Iterator[Names]:
    """Where stated sums are not those of what lies below."""
    yield from money_remarks(year, ("programme_money", "fact_money"))


def _branch(year: FormYear, branch: Branch) -> Iterator[FormRow]:
    part, level = branch.part, branch.level
    title = (
        (text(PROGRAMME), text(year.programme)) if part is None else (text(PART), text(part.names))
    )
    sums = _money(year.money.sums(branch.code))
    yield FormRow(level, (*title, text(TOTAL_NAME), *sums), is_bold=True)
    known = year.money.sources(branch.code)
    for code in ORDER:
        of_source = _money(known.get(code, NO_SUMS))
        yield FormRow(level, (SAME, SAME, text(source_name(code)), *of_source))


def _money(sums: Mapping[str, Decimal | None]) -> tuple[FormCell, ...]:
    estimated, actual = sums["programme_money"], sums["fact_money"]
    if estimated is None and actual is None:
        return DASH, DASH, DASH
    return cells.thousands(estimated), cells.thousands(actual), cells.ratio(actual, estimated)
