"""A grid for people: its choices, rows, columns and cells, with what stands and what was typed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product, starmap

from flask import request

from dashboard.steward.grids.cells import CellInput, GridInput, cell_text, name_of_cell
from dashboard.steward.grids.disaggregated import Breakdown, breakdown
from dashboard.steward.records.values import codes
from dashboard.text import formats
from dashboard.text.labels import name_of, place_name, unit_of
from dashboard.text.language import _
from data.editing import StoredRow
from data.editing.cells import CellAt, CellRange, cells, others
from data.imports.columns.kind import Kind
from data.imports.context.context import WEIGHTED, Context
from data.refusals import LONGEST, NotFound, Problem
from data.tables.definitions import STAGES
from data.words.offers import offer
from indicators.answers.facts import Facts
from indicators.periods import GRAINS, parse, periods


@dataclass(frozen=True)
class Choice:
    """What the grid is of: one indicator over the places, or every indicator of one place."""

    indicator: str
    district: str
    grain: str
    year: int
    stage: str
    breakdown: Breakdown | None = None
    """The parts of one indicator; nothing where all indicators of a place are shown."""

    @property
    def split(self) -> str:
        return self.breakdown.code if self.breakdown is not None else ""

    @property
    def value(self) -> str:
        return self.breakdown.added if self.breakdown is not None else ""

    @property
    def fields(self) -> dict[str, str]:
        """What the form of the grid says of it."""
        year = str(self.year)
        choices = {
            "indicator": self.indicator,
            "district": self.district,
            "grain": self.grain,
            "year": year,
        }
        return {**choices, "stage": self.stage, "split": self.split, "value": self.value}


@dataclass
class GridCell:
    """One field of the form; ``stands`` is what is saved, ``aside`` what another stage says.

    ``overtaken``: somebody has saved what stands after this was typed.
    """

    name: str
    stands: str
    text: str
    label: str
    wrong: list[str] = field(default_factory=list)
    aside: str = ""
    closed: bool = False
    overtaken: bool = False
    asks: bool = False  # whether the value may be right though it is doubtful
    confirmed: bool = False  # and is called so

    @property
    def changed(self) -> bool:
        return self.text.strip() != self.stands


@dataclass(frozen=True)
class GridRow:
    """One row of the grid."""

    name: str
    unit: str
    address: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class GridColumn:
    """A period; ``closed`` where its year is."""

    name: str
    closed: bool


@dataclass(frozen=True)
class GridPage:
    """Everything that the page of a grid shows."""

    columns: tuple[GridColumn, ...]
    lines: tuple[GridRow, ...]

    @property
    def is_closed(self) -> bool:
        """Whether every period is of a closed year."""
        return all(column.closed for column in self.columns)


def choice(facts: Facts, kind: Kind) -> Choice:
    """What the address asks for; refuses what there is not."""
    values = request.values
    indicator, district = values.get("indicator", ""), values.get("district", "")
    if indicator and indicator not in codes(facts, kind):
        known = {code: facts.catalogue.name(code) for code in codes(facts, kind)}
        params = {"indicator": indicator[:LONGEST], **offer(known, indicator)}
        raise NotFound(Problem("unknown_indicator", params))
    facts.places.key_of(district or None)
    grain = values.get("grain", "year")
    year = values.get("year", facts.last_year, type=int)
    stage = values.get("stage", "refined")
    known_breakdown = breakdown(facts, kind, indicator) if indicator else None
    in_parts = known_breakdown is not None and bool(known_breakdown.attributes)
    return Choice(
        indicator,
        "" if (indicator and not in_parts) or district not in facts.places.main else district,
        grain if grain in GRAINS else "year",
        min(max(year, facts.first_year), facts.last_year),
        stage if stage in STAGES else "refined",
        known_breakdown,
    )


def finest(facts: Facts, code: str) -> int:
    """How short the periods of an indicator may be."""
    return GRAINS.index(facts.catalogue.newest(code).definition.periodicity)


def weighed(facts: Facts, kind: Kind, choice: Choice) -> list[str]:
    """The names of the grid's indicators whose values are averaged by weight: a cell has no room
    for a weight.
    """
    if kind.name != "observations":
        return []
    visible_codes = (choice.indicator,) if choice.indicator else codes(facts, kind)
    definitions = (facts.catalogue.newest(code).definition for code in visible_codes)
    return [
        name_of(each)
        for each in definitions
        if each.combine and WEIGHTED in each.combine.model_dump().values()
    ]


def grains(facts: Facts, kind: Kind, choice: Choice) -> tuple[str, ...]:
    """The lengths of periods that some indicator of the grid knows."""
    visible_codes = (choice.indicator,) if choice.indicator else codes(facts, kind)
    longest = max((finest(facts, code) for code in visible_codes), default=0)
    return GRAINS[: longest + 1]


def cells_of_choice(facts: Facts, kind: Kind, choice: Choice) -> CellRange:
    """The cells of the grid."""
    years = shown_years(facts, choice)
    labels = tuple(period.label for period in periods(choice.grain, years[0], years[-1]))
    stage = choice.stage if kind.name == "observations" else None
    if choice.split and choice.breakdown is not None:
        by = tuple(line.by for line in choice.breakdown.lines)
        return CellRange((choice.indicator,), (choice.district,), labels, stage, by)
    if choice.indicator:
        return CellRange((choice.indicator,), ("", *facts.places.main), labels, stage)
    known = tuple(
        code for code in codes(facts, kind) if finest(facts, code) >= GRAINS.index(choice.grain)
    )
    return CellRange(known, (choice.district,), labels, stage)


def shown_years(facts: Facts, choice: Choice) -> range:
    """The years of the grid's columns."""
    return (
        range(facts.first_year, facts.last_year + 1)
        if choice.grain == "year"
        else range(choice.year, choice.year + 1)
    )


@dataclass(frozen=True)
class GridContent:
    """What the cells of a grid say: what stands, what another stage says, what was typed."""

    context: Context
    kind: Kind
    stored: Mapping[CellAt, StoredRow]
    aside: Mapping[CellAt, StoredRow]
    typing: GridInput | None

    def cell(self, at: CellAt, row_name: str, column: GridColumn) -> GridCell:
        """A cell with what stands in it, and with what was typed over that."""
        row = self.stored.get(at)
        stands, beside = (
            cell_text(self.kind, self.context, each) for each in (row, self.aside.get(at))
        )
        label = ", ".join((row_name, column.name, *([_("closed")] if column.closed else [])))
        name = name_of_cell(at, row.id if row else None)
        cell = GridCell(name, stands, stands, label, [], beside, column.closed)
        return self._with_input(cell, row, self._boxes[at]) if at in self._boxes else cell

    def _with_input(self, cell: GridCell, row: StoredRow | None, box: CellInput) -> GridCell:
        wrong, asks = (self.typing.wrong, self.typing.asks) if self.typing else ({}, set())
        has_moved = box.began != (row.id if row else None)
        return replace(
            cell,
            text=box.text,
            wrong=wrong.get(box.name, []),
            overtaken=has_moved and box.before != cell.stands,
            asks=box.confirmed or box.name in asks,
            confirmed=box.confirmed,
        )

    @cached_property
    def _boxes(self) -> Mapping[CellAt, CellInput]:
        return {box.at: box for box in self.typing.boxes} if self.typing else {}


def grid(
    context: Context,
    facts: Facts,
    kind: Kind,
    choice: Choice,
    typing: GridInput | None,
    closed: Collection[int],
) -> GridPage:
    """The grid as it stands, with what was typed over it."""
    cell_range = cells_of_choice(facts, kind, choice)
    aside = others(context, kind, cell_range, STAGES.codes) if cell_range.stage else {}
    content = GridContent(context, kind, cells(context, kind, cell_range), aside, typing)
    columns = tuple(
        GridColumn(formats.period(label), parse(label).year in closed)
        for label in cell_range.periods
    )

    def grid_row(code: str, district: str, by: str) -> GridRow:
        head = _head(facts, choice, code, district, by)
        spots = (CellAt(code, district, period, by) for period in cell_range.periods)
        pairs = zip(spots, columns, strict=True)
        return GridRow(*head, tuple(content.cell(at, head[0], column) for at, column in pairs))

    lines = starmap(grid_row, product(cell_range.indicators, cell_range.districts, cell_range.by))
    return GridPage(columns, tuple(lines))


def _head(facts: Facts, choice: Choice, code: str, district: str, by: str) -> tuple[str, str, str]:
    """A row's name, unit and page."""
    definition = facts.catalogue.newest(code).definition
    name = place_name(facts, district or None) if choice.indicator else name_of(definition)
    if choice.split and choice.breakdown is not None:
        name = next(line.name for line in choice.breakdown.lines if line.by == by)
    return name, unit_of(definition), f"/indicator/{code}?programme={facts.code}"
