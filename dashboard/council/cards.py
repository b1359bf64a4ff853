"""Cards of counts, which have no plan: a number under its name."""

from dashboard.report import Card, CardNumbers, Number
from dashboard.sections.register.entries import roubles
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.register.totals import RegisterTotals


def number_card(heading: str, number: int) -> Card:
    """A whole number."""
    return _card(heading, formats.number(number), number)


def paid_card(totals: RegisterTotals) -> Card:
    """What was paid, to the kopeck, as the page has it: no card rounds what a register states."""
    amount, heading = totals.roubles, _("Amount of support")
    if amount is None:
        return _card(heading, labels.state_name("no_data"), None)
    return _card(heading, roubles(amount, unit=False), amount, _("roubles"))


def _card(heading: str, value: str, number: Number | None, unit: str = "") -> Card:
    decimals = 0 if number is None or number % 1 == 0 else 2
    counted = CardNumbers(number, None, None, unit, decimals)
    return Card(heading, value, unit, "", "", None, "", counted)
