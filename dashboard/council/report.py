"""What a meeting sees: plain values and finished words, the same for the wall and for every file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from dashboard.figures.base import Figure


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, its number where it is one, and the status that colours it."""

    text: str
    value: Decimal | int | None = None
    status: str | None = None


@dataclass(frozen=True)
class Table:
    """Rows under named columns; the first column names the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Series:
    """One row of numbers of a chart, as many as it has categories; ``shape`` is ``bar``, ``line`` or ``mark``.

    ``marks`` of each number where bars show them: «illustrative», «partial».
    """

    name: str
    values: tuple[Decimal | None, ...]
    shape: str = "bar"
    marks: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Chart:
    """The same numbers twice: as a Plotly figure and as series for charts of an office's own."""

    figure: Figure
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    decimals: int = 0
    lying: bool = False


@dataclass(frozen=True)
class Card:
    """A number to be read from the last row."""

    name: str
    value: str
    unit: str
    plan: str
    degree: str
    status: str | None
    status_name: str


@dataclass(frozen=True)
class Bar:
    """What stands behind one mark of a chart: the first records and how many there are in all.

    ``key`` is the mark's own in the figure (its ``customdata``), so that a touch finds it.
    """

    label: str
    value: str
    total: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    key: str = ""


@dataclass(frozen=True)
class Slide:
    """One picture of a meeting. ``missing`` stands where there is nothing to show, and says why."""

    kind: str
    title: str
    finding: str = ""
    notes: str = ""
    text: str = ""
    source: str = ""
    chart: Chart | None = None
    table: Table | None = None
    cards: tuple[Card, ...] = ()
    bars: tuple[Bar, ...] = ()
    marks: tuple[str, ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class Report:
    """A deck, or a page, as it was answered: everything a file needs, and what lets it be checked later.

    ``as_of`` is a finished sentence; ``definitions`` are YAML texts by file name; ``checksum`` is of all answers.
    """

    code: str
    title: str
    programme: str
    programme_name: str
    language: str
    as_of: str
    revision: int
    on: str
    snapshot: int | None
    checksum: str
    illustrative: str
    slides: tuple[Slide, ...]
    short_name: str = ""
    definitions: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    words: Mapping[str, Any] = field(default_factory=dict)
