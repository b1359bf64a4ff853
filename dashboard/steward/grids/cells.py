"""What was typed into a grid: which cells differ from the rows they began from, and what is wrong
with them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from werkzeug.datastructures import MultiDict

from dashboard.http.context import language
from dashboard.http.refusals import in_browser
from dashboard.steward.records.attributes import FAMILY
from dashboard.text import formats
from data.disaggregations import is_name, parts_of
from data.editing import RowInput, StoredRow, checked, rows_by_id, texts_of
from data.editing.cells import CellAt, at_of, editions
from data.imports.checks.doubts import RULES as DOUBTS
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values import dates
from data.refusals import Problem, Refusal, refuse
from data.words.whole import whole
from indicators.answers.facts import Facts
from indicators.impact.status_changes import PlannedCell

MARK = "c"
SURE = "sure"
"""Begins the name under which a cell's doubtful value is called right."""
PARTS = (5, 6)
"""How many parts the name of a cell has: of a total, and of one part of it."""
LONGEST_NAME = 2000
HEAD = {
    "targets": ("act", "set_on", "act_title", "change_reason", "explanation", "source"),
    "observations": ("source",),
}
"""What is said once for all cells of a save."""
OF_A_CELL = {
    "edit_corrected_meanwhile": "cell_corrected_meanwhile",
    "edit_withdrawn_meanwhile": "cell_withdrawn_meanwhile",
    "edit_number_taken": "cell_added_meanwhile",
}
"""What is said of a record by its number is said of a cell where it stands: nobody knows the number
of a cell.
"""
NUMBER = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)


@dataclass(frozen=True)
class CellInput:
    """One cell of the form: where it stands, the row it began from, what that said and what was
    typed.
    """

    name: str
    at: CellAt
    began: int | None
    before: str
    text: str
    sure: str | None = None
    """What the cell said when its value was called right."""

    @property
    def changed(self) -> bool:
        return self.text.strip() != self.before

    @property
    def confirmed(self) -> bool:
        """Whether the value as it is now is called right."""
        return self.sure == self.text.strip()


@dataclass
class GridInput:
    """A grid as typed.

    ``rows`` are brought, ``withdrawn`` closed; ``boxes`` are the changed cells in that order.
    """

    boxes: list[CellInput]
    rows: list[RowInput]
    withdrawn: list[int]
    # sentences by cell, or by field of the head
    wrong: dict[str, list[str]] = field(default_factory=dict)
    asks: set[str] = field(default_factory=set)  # cells whose value may be right as it is
    lines: list[str] = field(default_factory=list)
    plans: dict[PlannedCell, Decimal | None] = field(default_factory=dict)

    def blame(self, refusal: Refusal) -> None:
        """Put a refusal's sentences where they belong."""
        for problem in refusal.problems:
            place = self._place(problem)
            if place is not None and problem.rule in DOUBTS:
                self.asks.add(place)
            problem = replace(problem, rule=OF_A_CELL.get(problem.rule, problem.rule))
            sentence = in_browser(problem).sentence(language())
            if place is None:
                self.lines.append(sentence)
            elif sentence not in self.wrong.setdefault(place, []):
                self.wrong[place].append(sentence)

    def _place(self, problem: Problem) -> str | None:
        if problem.rule == "reason_missing":
            return "reason"
        if problem.column in HEAD["targets"]:
            return problem.column
        return self.boxes[problem.row - 1].name if problem.row else None


def cell_text(kind: Kind, context: Context, row: StoredRow | None) -> str:
    """What a cell says before anybody types: a number as its readers write it, if it is read back
    the same.

    In English it has no mark between thousands, which would be read as a decimal one.
    """
    text = texts_of(kind, context, row.fields, language())["value"] if row else ""
    return (
        formats.plain(Decimal(text.replace(",", ".")))
        if language() == "ru" and NUMBER.fullmatch(text)
        else text
    )


def name_of_cell(at: CellAt, began: int | None) -> str:
    """The name of a cell in the form."""
    of_part = (at.by,) if at.by else ()
    return "|".join((MARK, at.indicator, at.district, at.period, str(began or ""), *of_part))


def read(facts: Facts, context: Context, kind: Kind, form: MultiDict[str, str]) -> GridInput:
    """The changed cells of a form, as rows to bring and rows to close."""
    named = {name: _parts(facts, name) for name in form if name.startswith(f"{MARK}|")}
    began = [row for _, row in named.values() if row is not None]
    known = rows_by_id(context.session, kind, context.programme_id, began)
    boxes = list(_changed(kind, context, named, known, form))
    kept = [box for box in boxes if box.text.strip()]
    emptied = [box for box in boxes if not box.text.strip() and box.began is not None]
    rows = [_row(kind, context, box, known.get(box.began or 0), form) for box in kept]
    going = [known[box.began] for box in emptied if box.began is not None]
    return GridInput([*kept, *emptied], rows, _withdrawn(kind, context, going))


def _withdrawn(kind: Kind, context: Context, going: Sequence[StoredRow]) -> list[int]:
    """The rows that emptied cells close: of a plan every edition, else an older one would come back
    in force.
    """
    if kind.name != "targets":
        return [row.id for row in going]
    return [
        row
        for each in going
        for row in (editions(context, kind, each) if each.until is None else [each.id])
    ]


def check(context: Context, kind: Kind, typing: GridInput) -> Refusal | None:
    """Check the rows without saving them; what is wrong is noted."""
    try:
        edit = checked(context, kind, typing.rows, typing.withdrawn)
    except Refusal as refusal:
        typing.blame(refusal)
        return refusal
    values: Mapping[int, str | None] = dict(
        zip(edit.batch.rows, edit.batch.column("value"), strict=True)  # type: ignore[arg-type]
    )
    for number, box in enumerate(typing.boxes, 1):
        if number in values or number > len(typing.rows):
            planned = values.get(number)
            typing.plans[_planned_cell(box.at)] = Decimal(planned) if planned else None
    return None


def _planned_cell(at: CellAt) -> PlannedCell:
    """Whose plan a cell is; a plan is of one attribute at most."""
    attribute, value = next(iter(parts_of(at.by).items()), ("", ""))
    return PlannedCell(at.indicator, at.district, at.period, attribute, value)


def _parts(facts: Facts, name: str) -> tuple[CellAt, int | None]:
    """A cell by its name; each part is looked up."""
    parts = name.split("|")
    if len(parts) not in PARTS or len(name) > LONGEST_NAME:
        raise refuse("edit_cell_unknown", cell=name[:80])
    _mark, indicator, district, period, began, *of_part = parts
    by = "".join(of_part)
    row = whole(began)
    unknown = indicator not in facts.catalogue.versions or (
        district and district not in facts.places.main
    )
    if unknown or not _is_by(by) or (began and row is None):
        raise refuse("edit_cell_unknown", cell=name[:80])
    return CellAt(indicator, district, period, by), row


def _is_by(by: str) -> bool:
    """Whether a text names parts: ``attribute=value;…``."""
    pairs = [part.split("=") for part in by.split(";")] if by else []
    return all(len(pair) == 2 and all(map(is_name, pair)) for pair in pairs)


def _changed(
    kind: Kind,
    context: Context,
    named: Mapping[str, tuple[CellAt, int | None]],
    known: Mapping[int, StoredRow],
    form: MultiDict[str, str],
) -> Iterator[CellInput]:
    for name, (at, began) in named.items():
        row = known.get(began) if began is not None else None
        if began is not None and (row is None or at_of(context, row) != at):
            raise refuse("edit_cell_unknown", cell=name[:80])
        before = cell_text(kind, context, row)
        box = CellInput(name, at, began, before, form[name], form.get(f"{SURE}|{name}"))
        if box.changed:
            yield box


def _row(
    kind: Kind, context: Context, box: CellInput, row: StoredRow | None, form: MultiDict[str, str]
) -> RowInput:
    """The cell's row: what it said besides stays, but for what is said of all cells now."""
    texts = texts_of(kind, context, row.fields, language()) if row else {}
    head = {name: form.get(name, "").strip() for name in HEAD[kind.name]}
    texts |= {name: content for name, content in head.items() if content}
    texts |= {
        "indicator": box.at.indicator,
        "district": box.at.district,
        "period": box.at.period,
        "value": box.text,
    }
    texts["illustrative"] = form.get("illustrative", "")
    texts = {name: text for name, text in texts.items() if not name.startswith(FAMILY)}
    texts |= {f"{FAMILY}{name}": value for name, value in parts_of(box.at.by).items()}
    if kind.name == "observations":
        texts["stage"] = form.get("stage", "")
    if row is not None and _is_of_another_act(kind, row, head.get("set_on", "")):
        # what the act of another day sets is an edition of its own: the earlier one stays as it is
        return RowInput(texts | head | {"note": ""}, None, sure=box.sure)
    return RowInput(texts, box.began, sure=box.sure)


def _is_of_another_act(kind: Kind, row: StoredRow, set_on: str) -> bool:
    """Whether a plan is changed by an act of another day than that which set it."""
    if kind.name != "targets" or not set_on:
        return False
    try:
        day_of_act = dates.day(set_on)
    except InvalidValue:
        # said by the check of the row itself
        return False
    earlier_day = row.fields["set_on"]
    # a row that somebody has replaced meanwhile is the check's to tell of
    living = row.until is None and earlier_day is not None
    return living and day_of_act.date != earlier_day.isoformat()
