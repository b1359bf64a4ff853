"""The four money columns of activities and budgets: programme, roster, cash, fact."""

from data.imports.columns import Column, Labels, money
from data.imports.columns.column import single
from data.imports.values import values
from data.tables.types import Money

SUMS = {
    "programme_money": ("Предусмотрено программой", "By the programme"),
    "roster_money": ("Предусмотрено бюджетной росписью", "By the budget roster"),
    "cash_money": ("Кассовые расходы", "Cash spent"),
    "fact_money": ("Фактические расходы", "Spent in fact"),
}


def four_sums() -> tuple[Column, ...]:
    """The columns in roubles."""
    return tuple(money(name, *words) for name, words in SUMS.items())


def four_exact_sums() -> tuple[Column, ...]:
    """The columns in a unit that another column names: kept exact until it is known."""
    return tuple(
        single(
            name,
            Labels(*words),
            lambda text, _: values.plain(values.decimal(text)),
            "sum",
            Money(),
        )
        for name, words in SUMS.items()
    )
