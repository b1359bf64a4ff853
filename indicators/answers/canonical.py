"""All answers of a programme as lines of text: the same answers give the same bytes on every
database.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from data.confidentiality import counting
from data.progress import ReportProgress, silently
from data.tables.cells import Cell
from indicators.answers.answer import Answer
from indicators.answers.cells import COLUMNS, Content, computed
from indicators.answers.grid import Actuals, Grid
from indicators.answers.judging import CellAt
from indicators.answers.question import DISTRICT, Question
from indicators.answers.reader import ProgrammeReader
from indicators.answers.targets import PLAN_FLAGS
from indicators.engine.compute import Engine
from indicators.engine.rollup import PLAIN, WITHIN_YEAR, View
from indicators.periods import GRAINS

# not `degree`, which follows from these, and no names: words are not what a snapshot vouches for
FIELDS = (
    "value",
    "numerator",
    "denominator",
    "records",
    "state",
    "coverage",
    "plan",
    "degree_raw",
    "status",
    "definition_version",
    "marks",
    "source",
    "due_on",
)
ORIGINAL_FIELDS = ("original_plan", "original_degree_raw", "original_status")
SEPARATOR = "\t"
KEY_FIELDS = 5
"""A line begins with cut, mode, indicator, district and period."""

Cells = Mapping[View, Mapping[CellAt, Content]]
"""Every cell of a programme, by grain and mode."""


class CellGrid(Grid):
    """A grid over cells that were read or computed all at once."""

    def __init__(self, reader: ProgrammeReader, question: Question, cells: Cells) -> None:
        super().__init__(reader, question)
        self.ready_cells = cells

    def cells(self) -> Mapping[CellAt, Content]:
        return self.ready_cells.get(self.question.view, {})

    def actuals(self, *_plans_and_contents: object) -> Actuals:
        """None: lines leave the marks of a plan's history out."""
        return {}


def lines(
    reader: ProgrammeReader,
    on: datetime.date,
    cells: Cells,
    report_progress: ReportProgress = silently,
) -> list[str]:
    """Every answer of the programme on a day, in every cut, grain and mode, sorted; ``report_progress`` hears
    of each question.
    """
    all_questions = list(questions(reader))
    texts: list[str] = []
    for number, question in enumerate(all_questions, 1):
        # each question's own grid, so that lines say what a page or an address would
        texts += (
            _line(question, answer)
            for answer in CellGrid(reader, question.but(on=on), cells).answers()
        )
        report_progress(number, len(all_questions))
    # sorted here, by code points: the collations of databases differ
    return sorted(texts)


def ready(reader: ProgrammeReader) -> Cells:
    """The cells that stood at the reader's revision."""
    statement = select(
        Cell.indicator, Cell.place, Cell.grain, Cell.period, Cell.mode, *COLUMNS
    ).where(Cell.programme_id == reader.programme_id, Cell.as_of(reader.as_of))
    contents: dict[View, dict[CellAt, Content]] = defaultdict(dict)
    with counting(reader.session):
        for code, place, grain, period, mode, *fields in reader.session.execute(statement):
            contents[grain, mode][code, place, period] = Content(*fields)
    return contents


def recomputed(reader: ProgrammeReader) -> Cells:
    """What the cells should be, from records."""
    engine = Engine(reader.scope)
    years = frozenset(range(engine.years.first_year, engine.years.last_year + 1))
    contents: dict[View, dict[CellAt, Content]] = defaultdict(dict)
    # inputs first: the engine remembers their readings for the formulas that follow
    for indicator in engine.catalogue.in_order:
        for (code, (place, grain, period, mode)), content in computed(
            engine, indicator, years
        ).items():
            contents[grain, mode][code, place, period] = content
    return contents


def questions(reader: ProgrammeReader) -> Iterator[Question]:
    """The questions that together ask for every answer once."""
    for grain in GRAINS:
        # of a whole year «within the year» says the same again
        for within_year in (False,) if grain == "year" else (False, True):
            plain = Question(
                programme=reader.code, by=(grain,), within_year=within_year, as_of=reader.as_of
            )
            yield plain
            # a programme without districts is its own only place
            if reader.places.main:
                yield from (
                    plain.but(by=(DISTRICT, grain), cut=cut) for cut in (None, *reader.places.cuts)
                )


def checksum(canonical: list[str]) -> str:
    """The SHA-256 of lines."""
    return sha256("\n".join(canonical).encode()).hexdigest()


def key_of(line: str) -> str:
    """What a line is about, without what it says."""
    return " ".join(filter(None, line.split(SEPARATOR, KEY_FIELDS)[:KEY_FIELDS]))


def _line(question: Question, answer: Answer) -> str:
    mode = WITHIN_YEAR if question.within_year else PLAIN
    values = [getattr(answer, name) for name in FIELDS]
    # the marks of a plan's history follow from what the line says besides
    values[FIELDS.index("marks")] = tuple(m for m in answer.marks if m not in PLAN_FLAGS)
    # only where the plan was changed: lines of before there were editions stay as they are
    if answer.original_plan != answer.plan:
        values += [getattr(answer, name) for name in ORIGINAL_FIELDS]
    # and of before anybody said how many had answered
    if answer.respondents is not None:
        values.append(answer.respondents)
    cells = (question.cut, mode, answer.indicator, answer.district, answer.period, *values)
    return SEPARATOR.join(map(_text, cells))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # a source may hold a tab or a line break, which would end the field or the line
        return " ".join(value.split())
    if isinstance(value, Decimal):
        # never rounded: a value may have more digits than arithmetic keeps
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return ",".join(value) if isinstance(value, tuple) else str(value)
