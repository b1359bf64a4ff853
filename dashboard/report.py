"""What a meeting sees: plain values and finished words, the same for the wall and for every file."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from dashboard.figures.base import Figure

NOTED = "✱"
"""Ends the name of a category of whose number somebody has noted something."""
Number = Decimal | Fraction | int
"""As it was counted: only its text is rounded."""


@dataclass(frozen=True)
class TableCell:
    """A cell of a table: its text, its number or day where it is one, and the status that colours
    it. A day is known to the ``day``, ``month`` or ``year``.
    """

    text: str
    value: Number | None = None
    status: str | None = None
    day: datetime.date | None = None
    known_to: str = "day"


@dataclass(frozen=True)
class ReportTable:
    """Rows under named columns; the first column names the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True)
class Series:
    """One row of numbers of a chart, as many as it has categories; ``shape`` is ``bar``, ``line``
    or ``mark``.

    ``marks`` of each number where bars show them: «illustrative», «partial». ``intervals`` have the
    ends between which each number lies, where that is known.
    """

    name: str
    values: tuple[Decimal | None, ...]
    shape: str = "bar"
    marks: tuple[tuple[str, ...], ...] = ()
    intervals: tuple[tuple[Decimal, Decimal] | None, ...] = ()

    @property
    def whiskers(self) -> list[tuple[Decimal, Decimal]]:
        """How far each number's interval reaches below and above it, nought where there is none;
        empty where none has any.
        """
        if not any(self.intervals):
            return []
        pairs = zip(self.values, self.intervals, strict=True)
        return [
            (value - ends[0], ends[1] - value)
            if ends is not None and value is not None
            else (Decimal(0), Decimal(0))
            for value, ends in pairs
        ]


@dataclass(frozen=True)
class FloatingBar:
    """Where a bar begins that does not stand on nought, whether it is an end or for better or worse,
    and its number in words.
    """

    start: Decimal
    tone: str
    text: str


@dataclass(frozen=True)
class Chart:
    """The same numbers twice: as a Plotly figure and as series for charts of an office's own.

    ``stacked`` says that the series add up; ``floating`` has where each bar of the one series
    begins, if they do not stand on nought. ``territory``: the figure is a map, which an office
    draws beside the series.
    """

    figure: Figure
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    decimals: int = 0
    lying: bool = False
    stacked: bool = False
    floating: tuple[FloatingBar, ...] = ()
    territory: bool = False


@dataclass(frozen=True)
class CardNumbers:
    """A card's numbers for who computes with them: value and plan in ``unit``, the degree as a
    share of 1.
    """

    value: Number | None = None
    plan: Number | None = None
    degree: Number | None = None
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Card:
    """A number to be read from the last row; ``year`` where the cards of a slide are of several."""

    name: str
    value: str
    unit: str
    plan: str
    degree: str
    status: str | None
    status_name: str
    counted: CardNumbers = CardNumbers()
    year: str = ""

    @property
    def heading(self) -> str:
        """The name as a table has it, where a row is all there is."""
        return f"{self.name}, {self.year}" if self.year else self.name


@dataclass(frozen=True)
class RecordField:
    """What a record says in a column: its text, and its number or day where it is one.

    A day is known to the ``day``, ``month`` or ``year``.
    """

    text: str
    number: Number | None = None
    day: datetime.date | None = None
    known_to: str = "day"


@dataclass(frozen=True)
class Bar:
    """What stands behind one mark of a chart: the first records and how many there are in all.

    ``key`` is the mark's own in the figure (its ``customdata``), so that a touch finds it.
    """

    label: str
    value: str
    total: int
    columns: tuple[str, ...]
    rows: tuple[tuple[RecordField, ...], ...]
    key: str = ""
    number: Number | None = None


@dataclass(frozen=True)
class Slide:
    """One picture of a meeting. ``missing`` stands where there is nothing to show, and says why.

    ``statuses`` are the words of the statuses that it shows by shape alone: those of a closed year
    are not those of one under way. ``scope`` says of what its chart is: unit, years, places.
    ``url`` is the address of the page that has everything of which the slide has the most
    important. ``speaker`` and ``minutes`` are who speaks and for how long, where somebody has said
    it.
    """

    kind: str
    title: str
    finding: str = ""
    scope: str = ""
    notes: str = ""
    text: str = ""
    source: str = ""
    chart: Chart | None = None
    table: ReportTable | None = None
    cards: tuple[Card, ...] = ()
    bars: tuple[Bar, ...] = ()
    marks: tuple[str, ...] = ()
    missing: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    speaker: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Report:
    """A deck, or a page, as it was answered: everything a file needs, and what lets it be checked
    later.

    ``as_of`` is a finished sentence; ``definitions`` are YAML texts by file name; ``checksum`` is
    of all answers; ``marks`` has the name and the meaning of each mark.
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
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
