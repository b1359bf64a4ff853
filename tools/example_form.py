"""Make the example of a form of a programme's own: ``python -m tools.example_form``.

Whoever wants another look edits the workbook itself; this says what it was made of.
"""

import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

PROGRAMME = Path(__file__).parents[1] / "data" / "programmes" / "khabarovsk-2014-2020"
FILE = PROGRAMME / "forms" / "council-example.xlsx"
TITLE = "Пример собственной формы: справка к заседанию совета"
INDICATORS = (
    "consultations",
    "consultation_visitors",
    "events",
    "event_participants",
    "publications",
    "initiatives_considered",
)
COLUMNS = {
    "Показатель": (58, "name"),
    "Единица измерения": (20, "unit"),
    "План на весь год": (20, "year_plan"),
    "Факт за период": (20, "actual"),
}
"""The width in letters and the place of each column."""
NUMBERS = ("year_plan", "actual")
WORDS_ABOVE = (
    TITLE,
    "{{ programme.name }}",
    "{{ period }}",
    "{{ illustrative }}",
)
WORDS_BELOW = (
    "Источники данных: {{ sources }}",
    "Состояние данных: ревизия {{ revision }}, {{ day }}",
    "Столбцы и показатели выбраны для примера; план – на весь год, и за часть года с ним не сравнивают.",
    "Источник формы: придумана авторами Itog как пример; ни один акт её не утверждает.",
)
MADE_ON = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
EDGE = Side(style="thin", color="8A94A6")
BORDER = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)


def main() -> None:
    """Write the file."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Справка"
    book.properties.title = TITLE
    book.properties.creator = "Itog"
    book.properties.created = book.properties.modified = MADE_ON
    for text in WORDS_ABOVE:
        _line(sheet, text, bold=text == TITLE)
    _table(sheet)
    for text in WORDS_BELOW:
        _line(sheet, text, small=True)
    _page(sheet)
    FILE.parent.mkdir(exist_ok=True)
    book.save(FILE)


def _line(sheet: Worksheet, text: str, *, bold: bool = False, small: bool = False) -> None:
    """A text over the whole width."""
    row = sheet.max_row + 1 if sheet["A1"].value is not None else 1
    cell = sheet.cell(row, 1, text)
    cell.font = Font(name="Arial", size=14 if bold else 8 if small else 10, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS))
    sheet.row_dimensions[row].height = 22 if bold else 42 if "sources" in text else 16


def _table(sheet: Worksheet) -> None:
    head = sheet.max_row + 1
    for at, (name, (width, _place)) in enumerate(COLUMNS.items(), 1):
        cell = sheet.cell(head, at, name)
        cell.fill, cell.font = PatternFill("solid", fgColor="E8EDF5"), Font(name="Arial", bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
        cell.border, cell.alignment = BORDER, Alignment(wrap_text=True, vertical="center")
    for row, code in enumerate(INDICATORS, head + 1):
        for at, (_width, place) in enumerate(COLUMNS.values(), 1):
            cell = sheet.cell(row, at, f"{{{{ indicator.{code}.{place} }}}}")
            cell.font, cell.border = Font(name="Arial"), BORDER
            across = "right" if place in NUMBERS else "left"
            cell.alignment = Alignment(horizontal=across, wrap_text=True, vertical="top")


def _page(sheet: Worksheet) -> None:
    """A4 across, as wide as the paper."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = f"A1:{get_column_letter(len(COLUMNS))}{sheet.max_row}"


if __name__ == "__main__":
    main()
