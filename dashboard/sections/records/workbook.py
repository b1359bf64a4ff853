"""The records behind a number as a workbook, in the columns of their page."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Response

from dashboard.request import PageRequest
from dashboard.sections.file_tables import Cell
from dashboard.sections.records.files import MOST_ROWS, file_name, read_listed
from dashboard.sections.records.pages import question_of, read_choice
from dashboard.sections.workbook import workbook_response
from dashboard.text import formats, labels, record_labels
from dashboard.text.language import _
from data.refusals import refuse
from indicators.answers.facts import Facts
from indicators.drill_down.pages import RecordPage, RecordRow
from indicators.drill_down.records import records
from indicators.measures import measures

DAY = "day"


def view(code: str) -> Response:
    """The workbook; refuses more records than it takes."""
    subject, period = read_listed(code)
    page_request = subject.page_request
    # not remembered: so many rows are of use once
    page: RecordPage = page_request.asker.read(
        records,
        question_of(subject),
        period.label,
        limit=MOST_ROWS,
        choice=read_choice(page_request),
    )
    if page.total > MOST_ROWS:
        raise refuse("workbook_too_long", records=page.total, most=MOST_ROWS)
    table = [*_table(page_request, page.rows)]
    return workbook_response([(_("Records"), table)], f"{file_name(code, period)}.xlsx")


def _table(page_request: PageRequest, rows: Sequence[RecordRow]) -> Iterator[Sequence[Cell]]:
    fields = record_labels.fields(rows)
    yield [
        _("Kind of record"),
        _("Number"),
        _("Date"),
        _("District"),
        _("Part in the ratio"),
        *record_labels.headings(rows),
        labels.mark_name("illustrative"),
        _("Source"),
        _("Note"),
    ]
    for row in rows:
        yield _row(page_request.facts, row, list(fields))


def _row(facts: Facts, row: RecordRow, fields: Sequence[str]) -> Sequence[Cell]:
    day = row.date if row.precision == DAY else formats.record_date(row.date, row.precision)
    return [
        labels.in_language(measures()[row.measure].names),
        record_labels.number(facts, row),
        day,
        record_labels.districts(facts, row),
        record_labels.role_name(row.role),
        *(_cell(facts, row, name) for name in fields),
        row.illustrative,
        row.source,
        row.note,
    ]


def _cell(facts: Facts, row: RecordRow, name: str) -> Cell:
    """A number or a day as it is, anything else in the words of the page."""
    value: Any = row.values.get(name)
    is_plain = record_labels.is_plain(value)
    return value if is_plain else record_labels.field(facts, row, name)
