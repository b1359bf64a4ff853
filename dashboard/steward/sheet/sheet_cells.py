"""What was typed into a sheet: which cells differ from the rows they stand in, as rows to save, and
what is wrong with them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from dashboard.http.context import language
from dashboard.http.refusals import in_browser
from dashboard.steward.records import values
from data.editing import RowInput, StoredRow, checked, rows_by_id, texts_of
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.refusals import Problem, Refusal, refuse
from data.words.whole import whole
from indicators.answers.facts import Facts

MARK = "cell"
NEW = "+"
"""Begins the name of a row that does not stand yet."""
MOST_NEW = 200
LONGEST_NAME = 100


@dataclass(frozen=True)
class SheetRow:
    """A row of a sheet: one that stands, or one that is being added; ``number`` is what people know
    it by.
    """

    name: str
    stored: StoredRow | None = None

    @property
    def began(self) -> int | None:
        return self.stored.id if self.stored else None


@dataclass
class SheetInput:
    """The rows in which something differs, in the order of ``rows``, with the text of each cell;
    ``wrong`` are sentences by the name of the cell, ``lines`` those that belong to none.
    """

    rows: list[SheetRow] = field(default_factory=list)
    inputs: list[RowInput] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def blame(self, facts: Facts, kind: Kind, refusal: Refusal) -> None:
        """Put a refusal's sentences where they belong."""
        for problem in refusal.problems:
            name = self._place(problem)
            sentence = in_browser(problem).sentence(language())
            if name in self.texts or problem.rule == "reason_missing":
                self.wrong.setdefault(name, []).append(sentence)
            else:
                self.lines.append(self._with_row(facts, kind, problem))

    def _place(self, problem: Problem) -> str:
        if problem.rule == "reason_missing":
            return "reason"
        row = self.rows[problem.row - 1].name if problem.row else ""
        return cell_name(row, problem.column or "")

    def _with_row(self, facts: Facts, kind: Kind, problem: Problem) -> str:
        """A sentence with the record that it is about."""
        sentence = in_browser(replace(problem, row=None)).text(language())
        stored = self.rows[problem.row - 1].stored if problem.row else None
        return f"{values.title(facts, kind, stored.number)}: {sentence}" if stored else sentence


def cell_name(row: str, column: str) -> str:
    """The name of a cell in the form."""
    return f"{MARK}|{row}|{column}"


def cell_text(facts: Facts, column: Column, text: str) -> str:
    """What a cell says before anybody types: a code by its name."""
    return values.display_value(facts, column, text) if _is_coded(column) else text


def _is_coded(column: Column) -> bool:
    return column.vocabulary is not None or column.form == "district"


def read(facts: Facts, context: Context, kind: Kind, form: MultiDict[str, str]) -> SheetInput:
    """The cells of a form that differ; refuses a cell that the sheet cannot have."""
    columns = {column.name: column for column in kind.columns}
    texts_by_row = _by_row(columns, form)
    ids = [identity for row in texts_by_row if (identity := whole(row)) is not None]
    known = rows_by_id(context.session, kind, context.programme_id, ids)
    sheet = SheetInput()
    for row, texts in texts_by_row.items():
        stored = known.get(whole(row) or 0)
        if stored is None and not row.startswith(NEW):
            raise refuse("edit_cell_unknown", cell=row)
        _add(facts, context, kind, sheet, SheetRow(row, stored), texts, columns)
    return sheet


def _by_row(columns: Mapping[str, Column], form: MultiDict[str, str]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for name in form:
        if not name.startswith(f"{MARK}|"):
            continue
        row, _divider, column = name[len(MARK) + 1 :].partition("|")
        if column not in columns or len(name) > LONGEST_NAME:
            raise refuse("edit_cell_unknown", cell=name[:80])
        rows.setdefault(row, {})[column] = form[name]
    return rows


def _add(
    facts: Facts,
    context: Context,
    kind: Kind,
    sheet: SheetInput,
    row: SheetRow,
    texts: Mapping[str, str],
    columns: Mapping[str, Column],
) -> None:
    """Note a row in which something differs; an empty new one is none."""
    stands = texts_of(kind, context, row.stored.fields, language()) if row.stored else {}
    differing = {
        name: text.strip()
        for name, text in texts.items()
        if text.strip() != cell_text(facts, columns[name], stands.get(name, ""))
    }
    if differing:
        sheet.rows.append(row)
        sheet.inputs.append(RowInput({**stands, **differing}, row.began))
        sheet.texts |= {cell_name(row.name, name): text for name, text in texts.items()}


def check(facts: Facts, context: Context, kind: Kind, sheet: SheetInput) -> Refusal | None:
    """Check the rows without saving them; what is wrong is noted."""
    try:
        checked(context, kind, sheet.inputs)
    except Refusal as refusal:
        sheet.blame(facts, kind, refusal)
        return refusal
    return None


def new_rows(form: MultiDict[str, str], count: int) -> Sequence[str]:
    """The names of the rows below those that stand: as many as were sent, and at least ``count``."""
    sent = {name.split("|")[1] for name in form if name.startswith(f"{MARK}|{NEW}")}
    return [f"{NEW}{number}" for number in range(min(max(count, len(sent)), MOST_NEW))]


def cells_of(
    facts: Facts, columns: Sequence[Column], row: str, texts: Mapping[str, str], sheet: SheetInput
) -> Iterator["SheetCell"]:
    """The cells of a row, with what was typed over them."""
    for column in columns:
        name = cell_name(row, column.name)
        stands = cell_text(facts, column, texts.get(column.name, ""))
        text, wrong = sheet.texts.get(name, stands), sheet.wrong.get(name, [])
        yield SheetCell(name, column.name, stands, text, wrong, is_fixed="\n" in stands)


@dataclass(frozen=True)
class SheetCell:
    """One field of the form; ``stands`` is what is saved. A text of several lines is ``is_fixed``: it
    is typed in the record's own form, as a cell has one line.
    """

    name: str
    column: str
    stands: str
    text: str
    wrong: Sequence[str] = ()
    is_fixed: bool = False

    @property
    def changed(self) -> bool:
        return self.text.strip() != self.stands
