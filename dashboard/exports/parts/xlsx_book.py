"""A workbook in which every text is a text: nothing becomes a formula, an address or too long a
name.
"""

import datetime
import math
import re
from collections.abc import Container, Iterable, Sequence
from typing import Any

from xlsxwriter import Workbook

from dashboard.exports.parts.saying import clean

FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
NAME_LIMIT = 31
CELL_LIMIT = 32_767
"""Both are Excel's, which counts a character outside the basic plane as two."""
WIDEST = 60
TALLEST = 409
"""The height of the tallest row that Excel allows, in points."""
SIZE = 11
ACROSS, A_LINE = 9, 100
"""How many columns a sentence is laid over, and how many letters go into a line there."""
FIRST_DAY = datetime.date(1900, 3, 1)
"""Before it, Excel and other offices do not count days alike."""
DAYS = {
    "ru": {"day": "dd.mm.yyyy", "month": "[$-419]mmmm yyyy", "year": "yyyy"},
    "en": {"day": "[$-809]d mmm yyyy", "month": "[$-809]mmmm yyyy", "year": "yyyy"},
}
"""What is known to the month or the year is kept under its first day and shows no other one."""
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Book:
    """A workbook and its looks, each made once."""

    def __init__(self, path: str) -> None:
        self.workbook = Workbook(path, OPTIONS)
        self._looks: dict[frozenset[tuple[str, Any]], Any] = {}

    def look(self, **looks: Any) -> Any:
        key = frozenset(looks.items())
        if key not in self._looks:
            self._looks[key] = self.workbook.add_format(
                {"font_name": "Arial", "font_size": SIZE, "valign": "top", **looks}
            )
        return self._looks[key]

    def sheet(self, name: str) -> "SheetWriter":
        return SheetWriter(self, name)


class SheetWriter:
    """A sheet that is written from the top downwards; ``row`` is the next one, ``across`` the last
    of a sentence's.
    """

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name, self.row, self.across = book, name, 0, ACROSS
        self.worksheet = book.workbook.add_worksheet(name)
        self.worksheet.set_landscape()
        self.worksheet.set_paper(9)
        self.worksheet.fit_to_pages(1, 0)
        self.worksheet.hide_gridlines(2)

    def say(self, text: str, **looks: Any) -> None:
        """Lines of their own over the first columns; nothing is written where nothing is said."""
        size = looks.get("font_size", SIZE)
        for line in text.split("\n") if text else ():
            self.worksheet.merge_range(
                self.row, 0, self.row, self.across, "", self.book.look(text_wrap=True, **looks)
            )
            self.text(self.row, 0, line, text_wrap=True, **looks)
            self.tall(math.ceil(len(line) * size / SIZE / A_LINE) or 1, size)
            self.row += 1

    def tall(self, lines: int, size: float = SIZE) -> None:
        """Let the next row hold so many lines: an office does not see to it by itself."""
        self.worksheet.set_row(self.row, min(TALLEST, lines * size * 1.4))

    def heads(self, names: Iterable[str], right: Container[int] = ()) -> None:
        """The names of columns; those of ``right`` stand over numbers."""
        looks = {"bold": True, "font_color": "#ffffff", "bg_color": "#174a8f", "text_wrap": True}
        for column, name in enumerate(names):
            self.text(self.row, column, name, align="right" if column in right else "left", **looks)
        self.row += 1

    def text(self, row: int, column: int, text: str, **looks: Any) -> None:
        """A text, whatever it begins with; what is too long for a cell goes on in the next one."""
        remaining = clean(text)
        while True:
            piece = cut(remaining, CELL_LIMIT)
            self.worksheet.write_string(row, column, piece, self.book.look(**looks))
            remaining, column = remaining[len(piece) :], column + 1
            if not remaining:
                return

    def number(self, row: int, column: int, value: float, number_format: str, **looks: Any) -> None:
        self.worksheet.write_number(
            row, column, value, self.book.look(num_format=number_format, **looks)
        )

    def whole(self, row: int, column: int, number: int) -> None:
        """A number that names something: a slide, a revision."""
        self.number(row, column, number, "0", align="left")

    def day(
        self, row: int, column: int, day: datetime.date, known_to: str, language: str, **looks: Any
    ) -> None:
        """A day that a spreadsheet sorts and counts by, shown as well as it is known; a text before
        its first day.
        """
        if day < FIRST_DAY:
            self.text(row, column, day.isoformat(), align="right", **looks)
            return
        look = self.book.look(num_format=DAYS[language][known_to], align="right", **looks)
        self.worksheet.write_datetime(row, column, day, look)

    def link(self, row: int, column: int, sheet: str, text: str) -> None:
        """A link to another sheet."""
        looks = self.book.look(font_color="#174a8f", underline=1, text_wrap=True)
        quoted = sheet.replace("'", "''")
        self.worksheet.write_url(
            row, column, f"internal:'{quoted}'!A1", looks, string=clean(text)[:255]
        )

    def widths(self, texts: Sequence[Iterable[str]], least: int = 8) -> None:
        """Columns as wide as their texts, within reason."""
        for column, column_texts in enumerate(texts):
            longest = max((len(text) for text in column_texts), default=0)
            self.worksheet.set_column(column, column, max(least, min(WIDEST, longest + 2)))


def sheet_names(wished: Iterable[str]) -> list[str]:
    """Names that a workbook allows: short, without signs of references, each once whatever the
    case.
    """
    names: list[str] = []
    for wish in wished:
        plain = " ".join(FORBIDDEN.sub(" ", clean(wish)).split()).strip("'") or "–"
        name, number = cut(plain, NAME_LIMIT).strip("' "), 1
        while name.casefold() in {taken.casefold() for taken in names}:
            number += 1
            mark = f" ({number})"
            name = f"{cut(plain, NAME_LIMIT - len(mark)).strip()}{mark}"
        names.append(name)
    return names


def cut(text: str, limit: int) -> str:
    """The beginning of a text, as Excel counts its length."""
    if len(text) * 2 <= limit or len(text.encode("utf-16-le")) <= limit * 2:
        return text
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore")
