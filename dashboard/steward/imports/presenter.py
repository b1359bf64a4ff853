"""What a check found, in words: a line for each problem, with the cells that may be mended there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.http.context import language
from dashboard.http.refusals import in_browser
from dashboard.steward.imports.store import CheckResult
from dashboard.text.labels import kind_name
from data.imports import Corrections, Excerpt, Head, kind_of, kinds
from data.imports.checks.doubts import RULES as DOUBTS
from data.imports.choices import choices
from data.imports.context.context import Context
from data.refusals import Problem


@dataclass(frozen=True)
class FileCell:
    """One cell of the file: its field in the form, its column's title there, what it says now, and
    the column's own name where it is one of ours.
    """

    field: str
    title: str
    text: str
    column: str = ""


@dataclass(frozen=True)
class ProblemLine:
    """One problem of a row: what is wrong, what to do, the cell to mend, and the row's other cells,
    given once.

    ``row`` is its number among the rows of all sheets, ``where`` what a reader finds it by.
    ``repeats`` counts the rows of the file in which this cell's text stands in its column, where
    there are several and all of them may be mended at once; at the first of them alone.
    """

    row: int
    where: str
    title: str
    value: str
    rule: str
    remedy: str
    cell: FileCell | None
    others: Sequence[FileCell]
    can_go: bool
    is_left_out: bool = False
    asks: bool = False  # whether the value may be right as it is
    is_sure: bool = False
    repeats: int = 0
    mends_all: bool = False


def kind_names() -> list[tuple[str, str]]:
    """The kinds of file with their names in the reader's language, by name."""
    return sorted(((name, kind_name(name)) for name in kinds()), key=lambda pair: pair[1])


def sentences(problems: Iterable[Problem]) -> list[str]:
    """Problems of a file as a whole; its name stands above them."""
    return [replace(in_browser(problem), file=None).text(language()) for problem in problems]


def size(problems: Sequence[Problem]) -> tuple[int, int]:
    """How many problems a file has, and in how many rows; 0 rows where not all problems are listed,
    so that nobody knows in how many.
    """
    more = next((each for each in problems if each.rule == "import_more_problems"), None)
    if more:
        return int(more.params["total"]), 0
    return len(problems), len({each.row for each in problems if each.row is not None})


def of_the_whole(check_result: CheckResult) -> list[Problem]:
    """The problems that no row has."""
    return [problem for problem in check_result.problems if problem.row is None]


def of_rows(check_result: CheckResult) -> list[ProblemLine]:
    """A line for each problem of a row, in the file's order; each cell can be mended in one place."""
    offered: set[str] = set()
    return _with_repeats(
        check_result,
        [
            _line(check_result, problem, offered)
            for problem in check_result.problems
            if problem.row is not None
        ],
    )


def _with_repeats(check_result: CheckResult, lines: list[ProblemLine]) -> list[ProblemLine]:
    """The lines; the first of each text that stands in several rows says in how many."""
    counts = {
        (column, text): count
        for column, texts in check_result.excerpt.repeats.items()
        for text, count in texts.items()
        if count > 1
    }
    return [
        replace(line, repeats=counts.pop((line.cell.column, line.cell.text.strip()), 0))
        if line.cell and not line.asks
        else line
        for line in lines
    ]


def with_typing(
    lines: Iterable[ProblemLine], typing: Corrections, corrections: Corrections
) -> list[ProblemLine]:
    """Lines whose cells say what is typed into them by now, and was not yet mended when the file was
    checked.
    """
    texts = {f"cell-{each.row}-{each.place}": each.now for each in typing.cells}
    everywhere = {
        (each.column, each.was.strip()): each.now
        for each in typing.replacements
        if each not in corrections.replacements
    }

    def over(cell: FileCell) -> FileCell:
        return replace(cell, text=texts.get(cell.field, cell.text))

    def line_over(line: ProblemLine) -> ProblemLine:
        cell = over(line.cell) if line.cell else None
        key = (line.cell.column, line.cell.text.strip()) if line.cell and line.repeats else None
        if cell and key in everywhere:
            cell = replace(cell, text=everywhere[key])
        return replace(
            line,
            cell=cell,
            others=[over(cell) for cell in line.others],
            is_left_out=line.row in typing.left_out,
            is_sure=line.asks and (line.row, line.value.strip()) in typing.confirmed,
            mends_all=key in everywhere,
        )

    return [line_over(line) for line in lines]


def column_names(kind: str, head: Head) -> list[str]:
    """The columns of a preview by the names that people know; as the file titles it where it is
    none of ours.
    """
    known = {column.name: getattr(column.words, language()) for column in kind_of(kind).columns}
    names = [*head.names, *[""] * (len(head.titles) - len(head.names))]
    return [known.get(name) or title for name, title in zip(names, head.titles, strict=False)]


def _line(check_result: CheckResult, problem: Problem, offered: set[str]) -> ProblemLine:
    row, excerpt = check_result.excerpt.number(problem) or 0, check_result.excerpt
    place = excerpt.place(problem)
    own = _cells(check_result, row, offered, [place] if place is not None else [])
    others = _cells(check_result, row, offered, _others(check_result, row))
    rule, remedy = in_browser(problem).rule_and_remedy(language())
    return ProblemLine(
        row=row,
        where=excerpt.where(row),
        title=column_title(excerpt.titles(row), place)
        if place is not None
        else problem.column_title(language()) or "",
        value=problem.value or "",
        rule=rule,
        remedy=remedy,
        cell=own[0] if own else None,
        others=others,
        can_go=bool(others) and not excerpt.is_header(row),
        asks=problem.rule in DOUBTS,
    )


def _others(check_result: CheckResult, row: int) -> list[int]:
    """The other cells of a row that no line has shown yet: those with a problem have a line of
    their own.
    """
    wrong = {
        check_result.excerpt.place(problem)
        for problem in check_result.problems
        if check_result.excerpt.number(problem) == row
    }
    return [place for place in range(_width(check_result, row)) if place not in wrong]


def _cells(
    check_result: CheckResult, row: int, offered: set[str], places: Iterable[int]
) -> list[FileCell]:
    cells = []
    for place in places:
        field = f"cell-{row}-{place}"
        if field not in offered:
            offered.add(field)
            cells.append(
                FileCell(
                    field,
                    column_title(check_result.excerpt.titles(row), place),
                    text_of(check_result, row, place),
                    column_name(check_result.excerpt, row, place),
                )
            )
    return cells


def column_name(excerpt: Excerpt, row: int, place: int) -> str:
    """The column that a cell below a header belongs to; empty where it is none of ours."""
    head = excerpt.head(row)
    if head is None or excerpt.is_header(row) or place >= len(head.names):
        return ""
    return head.names[place]


def lists(kind: str, lines: Iterable[ProblemLine], context: Context) -> dict[str, list[str]]:
    """What the wrong cells of each column may be chosen from, for the columns that have a list."""
    wrong = {line.cell.column for line in lines if line.cell}
    options = {
        column.name: choices(column, language(), context)
        for column in kind_of(kind).columns
        if column.name in wrong
    }
    return {name: words for name, words in options.items() if words}


def text_of(check_result: CheckResult, row: int, place: int) -> str:
    """What a cell says now."""
    return _at(check_result.excerpt.line(row), place)


def text_before(excerpt: Excerpt, row: int, place: int) -> str:
    """What a cell says without what is mended wherever it stands."""
    return _at(excerpt.originals.get(row) or excerpt.line(row), place)


def _at(line: Sequence[str], place: int) -> str:
    return line[place] if place < len(line) else ""


def _width(check_result: CheckResult, row: int) -> int:
    line = check_result.excerpt.line(row)
    return max(len(check_result.excerpt.titles(row)), len(line)) if line else 0


def column_title(header: Sequence[str], place: int) -> str:
    """A column as the file titles it, else by its number."""
    return (header[place].strip() if place < len(header) else "") or f"№ {place + 1}"
