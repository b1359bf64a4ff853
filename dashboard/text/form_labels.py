"""Words of official forms: title, period, heads, cells and colophon in the reader's language."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.text import formats
from dashboard.text.labels import in_language
from dashboard.text.language import _
from indicators.forms.form import FormCell, FormColumn, FormQuestion, OfficialForm
from indicators.periods import Period
from indicators.states import HIDDEN, NO_DATA, NOT_APPLICABLE, VALUE


@dataclass(frozen=True)
class FormHead:
    """A head over some columns and down some rows of the table's head, both at least 1."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


def title(form: OfficialForm) -> str:
    """What the form is called."""
    return in_language(form.name)


def period(question: FormQuestion) -> str:
    """«за 2016 год», «за январь – июнь 2016 года, нарастающим итогом», «за 05.03.2016–10.09.2016»."""
    year, quarter = question.year, question.quarter
    if question.days is not None:
        return _("for {days}").format(days=formats.period(question.period.label))
    if quarter is None:
        return _("for {year}").format(year=year)
    until = formats.part_name(Period(year, "month", quarter * 3))
    sentence = _("for January – {until} {year}, cumulative from the start of the year")
    return sentence.format(until=until, year=year)


def cell_text(cell: FormCell) -> str:
    """A cell as it is printed; no data, «does not apply» and «not due» each in its own way."""
    value = cell.value
    if cell.state != VALUE or value is None:
        return state_text(cell.state)
    if isinstance(value, Decimal):
        return formats.number(value, cell.decimals)
    if isinstance(value, datetime.date):
        return formats.short_date(value)
    return in_language(value)


def state_text(state: str) -> str:
    """What stands in a cell without a value."""
    words = {NO_DATA: formats.EN_DASH, NOT_APPLICABLE: _("x"), HIDDEN: _("hidden")}
    return words.get(state, _("not due"))


def heads(columns: Sequence[FormColumn]) -> Iterator[FormHead]:
    """The heads of a table, those that neighbours share once; the last of each column goes down to
    the table.
    """
    depth = max(len(column.heads) for column in columns)
    for at, column in enumerate(columns):
        for row, names in enumerate(column.heads):
            path, is_last = column.heads[: row + 1], row == len(column.heads) - 1
            shared = _shared(columns, at, path) if not is_last else 1
            before = columns[at - 1].heads[: row + 1] if at else ()
            if is_last or before != path:
                yield FormHead(in_language(names), row, at, depth - row if is_last else 1, shared)


def _shared(columns: Sequence[FormColumn], at: int, path: tuple[object, ...]) -> int:
    """How many columns from one on stand under the same heads."""
    width = 0
    while at + width < len(columns) and columns[at + width].heads[: len(path)] == path:
        width += 1
    return width


def legend() -> str:
    """What the three ways of having no number mean."""
    return _(
        "“{dash}” – no data; “{cross}” – does not apply; “{waiting}” – the term has not come yet."
    ).format(dash=formats.EN_DASH, cross=_("x"), waiting=_("not due"))


def notes(form: OfficialForm) -> list[str]:
    """What a reader should know of the numbers, the illustrative ones first."""
    made_up = _("Illustrative data: some of the numbers were made up for show.")
    return [*([made_up] if form.illustrative else []), *map(in_language, form.notes), legend()]


def colophon(form: OfficialForm) -> list[tuple[str, str]]:
    """Which data these are, and by which printed form: names and texts."""
    state = _("revision {number}").format(number=form.revision)
    pairs = [
        (_("Form"), form.model),
        (_("Territory"), ", ".join(map(in_language, form.districts))),
        (_("State of the data"), f"{state}, {formats.short_date(form.clock)}"),
        (_("Sources"), "; ".join(form.sources)),
    ]
    return [(name, text) for name, text in pairs if text]
