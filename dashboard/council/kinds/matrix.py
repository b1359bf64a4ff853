"""Indicators down, years across, with the status of each."""

from dashboard import formats, words
from dashboard.council.projected import Projected
from dashboard.council.report import Cell, Slide, Table
from dashboard.language import _
from dashboard.sections.overview import Overview
from indicators.answers import Answer

PLACE = 60
OF_INDICATOR = False
MOST = 14
"""Rows of 24 pixels' type that fit a slide."""


def name() -> str:
    return _("Indicators by year")


def make(asked: Projected, text: str) -> Slide:
    """The named indicators, else the key ones, else the first."""
    shown = Overview(asked)
    chosen = asked.indicators or tuple(answer.indicator for answer in shown.key)
    rows = tuple(_row(shown, code) for code in chosen[:MOST] if code in shown.by_indicator)
    first, last = asked.years
    columns = (_("Indicator"), *(str(year) for year in range(first, last + 1)))
    left = len(chosen) - MOST
    note = _("{number} more indicators are on the overview.").format(number=left) if left > 0 else ""
    return Slide("matrix", _("Indicators by year"), finding=note, text=text, table=Table(columns, rows))


def _row(shown: Overview, code: str) -> tuple[Cell, ...]:
    newest = shown.definition(code)
    unit = _("thousand roubles") if words.is_money(newest) else words.unit_of(newest)
    head = Cell(f"{words.name_of(newest)}, {unit}")
    return (head, *(_cell(shown, answer) for answer in shown.by_indicator[code]))


def _cell(shown: Overview, answer: Answer) -> Cell:
    definition = shown.asked.definition(answer.indicator, int(answer.period))
    if answer.value is None:
        return Cell(words.state_name(answer.state))
    money = words.is_money(definition)
    shown_value = answer.value / 1000 if money else answer.value
    return Cell(formats.number(shown_value, 0 if money else definition.decimals), shown_value, answer.status)
