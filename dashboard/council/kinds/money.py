"""The programme's money by year."""

from decimal import Decimal

from dashboard.council.findings import illustrative_marks
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.about.money import column_title, unit_name
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.money import COLUMNS, DIVISORS, YearOfMoney, money_by_year, total

PLACE = 85
OF_INDICATOR = False
DECIMALS = {"million": 2}


def name() -> str:
    return _("Money")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a year and the exact total, in the unit in which the act prints it."""
    years = slide_request.asker.ask(money_by_year, slide_request.facts.code, slide_request.as_of)
    if not years:
        return Slide(
            "money", _("Money"), text=text, missing=_("The programme's money is not known.")
        )
    unit = years[0].unit
    known = [column for column in COLUMNS if total(years, column) is not None]
    sums = [(column_title(column), total(years, column)) for column in known]
    rows = [
        (TableCell(str(year.year)), *(_cell(getattr(year, column), unit) for column in known))
        for year in years
    ]
    rows.append((TableCell(_("Total")), *(_cell(amount, unit) for _title, amount in sums)))
    return Slide(
        "money",
        f"{_('Money')}, {unit_name(unit)}",
        finding=sentence(
            *(f"{title.lower()}: {_short(amount, unit)}" for title, amount in sums if amount)
        ),
        text=text,
        source=_source(years),
        table=ReportTable((_("Year"), *(title for title, _amount in sums)), tuple(rows)),
        marks=illustrative_marks(year.illustrative for year in years),
    )


def _short(amount: Decimal, unit: str) -> str:
    """A sum in the unit of the table, with the decimals that are read out."""
    rounded = formats.number(amount / DIVISORS[unit], DECIMALS.get(unit, 0))
    return formats.unbroken(rounded, unit_name(unit))


def _cell(amount: Decimal | None, unit: str) -> TableCell:
    if amount is None:
        return TableCell(_("no data"))
    exact = amount / DIVISORS[unit]
    return TableCell(formats.plain(exact), exact)


def _source(years: tuple[YearOfMoney, ...]) -> str:
    return "; ".join(dict.fromkeys(year.source for year in years if year.source))
