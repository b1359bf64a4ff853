"""A form as plain text, to be compared with a table written by hand."""

import datetime
from decimal import Decimal

from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from indicators.forms import official_form
from indicators.forms.form import FormCell, FormQuestion, OfficialForm

EMPTY = {"no_data": "–", "not_applicable": "х", "not_due": "ждём"}
LATER = datetime.date(2018, 1, 1)


def form_of(
    database: Database,
    code: str,
    year: int,
    quarter: int | None = None,
    *,
    as_of: int | None = None,
    on: datetime.date = LATER,
) -> OfficialForm:
    """A form of the town, long after its years."""
    with database.read() as session:
        return official_form(
            session, code, FormQuestion(DEFAULT_PROGRAMME, year, quarter, as_of, on)
        )


def table(form: OfficialForm, language: str = "ru") -> list[str]:
    """Each row as its cells with strokes between them."""
    return [" | ".join(printed(cell, language) for cell in row.cells) for row in form.rows]


def printed(cell: FormCell, language: str) -> str:
    value = cell.value
    if value is None:
        return EMPTY[cell.state]
    if isinstance(value, Decimal):
        return f"{value:.{cell.decimals}f}"
    return value.isoformat() if isinstance(value, datetime.date) else value[language]
