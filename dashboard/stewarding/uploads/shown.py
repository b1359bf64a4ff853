"""What a check found, in words: a line for each problem, with the cells that may be mended there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from dashboard.context import language
from dashboard.refusing import in_browser
from dashboard.stewarding.uploads.store import Found
from data.importers import Excerpt, Head, Mending, kind_of, kinds
from data.importers.steps.doubts import RULES as DOUBTS
from data.refusals import Problem


@dataclass(frozen=True)
class Cell:
    """One cell of the file: its field in the form, its column's title there, what it says now."""

    field: str
    title: str
    text: str


@dataclass(frozen=True)
class Line:
    """One problem of a row: what is wrong, what to do, the cell to mend, and the row's other cells, given once.

    ``row`` is its number among the rows of all sheets, ``where`` what a reader finds it by.
    """

    row: int
    where: str
    title: str
    value: str
    rule: str
    remedy: str
    cell: Cell | None
    others: Sequence[Cell]
    can_go: bool
    is_left_out: bool = False
    asks: bool = False  # whether the value may be right as it is


@dataclass(frozen=True)
class Mended:
    """One mended cell, or a row left out."""

    field: str
    where: str
    title: str
    was: str
    now: str


def kind_names() -> list[tuple[str, str]]:
    """The kinds of file with their names in the reader's language, by name."""
    return sorted(((name, kind_name(name)) for name in kinds()), key=lambda pair: pair[1])


def kind_name(name: str) -> str:
    """A kind's name in the reader's language."""
    found: str = getattr(kind_of(name).words, language())
    return found


def sentences(problems: Iterable[Problem]) -> list[str]:
    """Problems of a file as a whole; its name stands above them."""
    return [replace(in_browser(problem), file=None).text(language()) for problem in problems]


def of_the_whole(found: Found) -> list[Problem]:
    """The problems that no row has."""
    return [problem for problem in found.problems if problem.row is None]


def of_rows(found: Found) -> list[Line]:
    """A line for each problem of a row, in the file's order; each cell can be mended in one place."""
    given: set[str] = set()
    return [_line(found, problem, given) for problem in found.problems if problem.row is not None]


def typed_over(lines: Iterable[Line], typing: Mending) -> list[Line]:
    """Lines whose cells say what is typed into them by now."""
    texts = {f"cell-{each.row}-{each.place}": each.now for each in typing.cells}

    def over(cell: Cell) -> Cell:
        return replace(cell, text=texts.get(cell.field, cell.text))

    return [
        replace(
            line,
            cell=over(line.cell) if line.cell else None,
            others=[over(cell) for cell in line.others],
            is_left_out=line.row in typing.left_out,
        )
        for line in lines
    ]


def mended(mending: Mending, excerpt: Excerpt) -> Iterator[Mended]:
    """What was mended so far, in the file's order."""
    for mend in sorted(mending.cells):
        title, field = _title(excerpt.titles(mend.row), mend.place), f"cell-{mend.row}-{mend.place}"
        yield Mended(field, excerpt.where(mend.row), title, mend.was, mend.now)
    for row in mending.left_out:
        yield Mended(f"row-{row}", excerpt.where(row), "", "", "")


def of_receipt(sheets: Sequence[str], headings: Sequence[tuple[str, ...]]) -> Excerpt:
    """What is left of a file that is no longer there: the sheets that were read, and the titles of their columns."""
    tables = zip_longest(sheets, headings)
    return Excerpt(tuple(Head(0, titles or (), (), sheet) for sheet, titles in tables))


def column_names(kind: str, head: Head) -> list[str]:
    """The columns of a preview by the names that people know; as the file titles it where it is none of ours."""
    known = {column.name: getattr(column.words, language()) for column in kind_of(kind).columns}
    names = [*head.names, *[""] * (len(head.titles) - len(head.names))]
    return [known.get(name) or title for name, title in zip(names, head.titles, strict=False)]


def _line(found: Found, problem: Problem, given: set[str]) -> Line:
    row, excerpt = found.excerpt.number(problem) or 0, found.excerpt
    place = excerpt.place(problem)
    own = _cells(found, row, given, [place] if place is not None else [])
    others = _cells(found, row, given, _others(found, row))
    rule, remedy = in_browser(problem).rule_and_remedy(language())
    return Line(
        row=row,
        where=excerpt.where(row),
        title=_title(excerpt.titles(row), place) if place is not None else problem.column_title(language()) or "",
        value=problem.value or "",
        rule=rule,
        remedy=remedy,
        cell=own[0] if own else None,
        others=others,
        can_go=bool(others) and not excerpt.is_header(row),
        asks=problem.rule in DOUBTS,
    )


def _others(found: Found, row: int) -> list[int]:
    """The other cells of a row that no line has shown yet: those with a problem have a line of their own."""
    wrong = {found.excerpt.place(problem) for problem in found.problems if found.excerpt.number(problem) == row}
    return [place for place in range(_width(found, row)) if place not in wrong]


def _cells(found: Found, row: int, given: set[str], places: Iterable[int]) -> list[Cell]:
    cells = []
    for place in places:
        field = f"cell-{row}-{place}"
        if field not in given:
            given.add(field)
            cells.append(Cell(field, _title(found.excerpt.titles(row), place), text_of(found, row, place)))
    return cells


def text_of(found: Found, row: int, place: int) -> str:
    """What a cell says now."""
    line = found.excerpt.line(row)
    return line[place] if place < len(line) else ""


def _width(found: Found, row: int) -> int:
    line = found.excerpt.line(row)
    return max(len(found.excerpt.titles(row)), len(line)) if line else 0


def _title(header: Sequence[str], place: int) -> str:
    """A column as the file titles it, else by its number."""
    return (header[place].strip() if place < len(header) else "") or f"№ {place + 1}"
