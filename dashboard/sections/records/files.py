"""The records behind a number as files: all of them, in the order and with the words that were chosen.

CSV is sent while it is read, and takes no more memory for ten million records than for ten; a workbook
has to be made whole, and is made of so many only.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from math import inf
from urllib.parse import quote

from flask import Response, request

from dashboard.http.context import language
from dashboard.request_reading import read_page_request
from dashboard.sections.file_tables import attachment
from dashboard.sections.records.pages import question_of, read_choice
from dashboard.sections.subject import Subject
from indicators.periods import Period
from indicators.sheets.queries import all_record_rows

FOLDER = "/indicator/<code>/records"
MOST_ROWS = 20_000
"""Records of one workbook."""
FORMS: Mapping[str, float] = {"csv": inf, "xlsx": MOST_ROWS}
"""The forms of files, and how many records one takes."""


def files(subject: Subject, number: int) -> tuple[tuple[str, str], ...]:
    """The files of a ``number`` of records: their names and addresses."""
    page_request, folder = subject.page_request, f"/indicator/{quote(subject.code)}"
    forms = [form for form, most in FORMS.items() if 0 < number <= most]
    return tuple(
        (form.upper(), page_request.href(f"{folder}/records.{form}", lang=page_request.locale))
        for form in forms
    )


def read_listed(code: str) -> tuple[Subject, Period]:
    """The indicator and the period whose records the address wants; refuses an unknown one."""
    page_request = read_page_request(request.full_path.rstrip("?"))
    page_request.facts.catalogue.newest(code)
    subject = Subject(page_request, code)
    return subject, page_request.period or subject.period


def csv_view(code: str) -> Response:
    """The records for a spreadsheet of the reader's language."""
    subject, period = read_listed(code)
    page_request = subject.page_request
    with ExitStack() as opened:
        session = opened.enter_context(page_request.asker.reading())
        # what is refused is refused before anything is sent
        rows = all_record_rows(
            session, question_of(subject), period.label, read_choice(page_request)
        )
        blocks = rows.spreadsheet_csv_blocks(language())
        response = attachment(blocks, "text/csv", f"{file_name(code, period)}.csv")
        response.call_on_close(opened.pop_all().close)
    return response


def file_name(code: str, period: Period) -> str:
    """What a file of records is called, without its ending."""
    return f"{code}-{period.label}"
