"""How much the rules on small numbers hide: small numbers, and what is hidden beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.imports.columns.kind import SmallNumbers
from indicators.answers.reader import ProgrammeReader
from indicators.engine.tally import Window
from indicators.measures import measures
from indicators.periods import Period, periods
from indicators.records.places import WHOLE
from indicators.suppression.cells import is_small
from indicators.suppression.suppression import NO_LIMITS, Limits, Suppression
from indicators.suppression.tables import CellTables

YEAR, QUARTER = "year", "quarter"
Cell = tuple[int, bool]
"""Of how many persons a number is, and whether readers see it."""


@dataclass(frozen=True)
class HiddenCells:
    """Of the ``total`` numbers of districts in which anybody is counted, how many are hidden as they
    are ``small``, and how many ``beside`` those.

    ``by`` is what divides them: years, quarters, or an attribute.
    """

    programme: str
    kind: str
    by: str
    total: int
    small: int
    beside: int

    @property
    def is_most(self) -> bool:
        """Whether more than half are hidden."""
        return 2 * (self.small + self.beside) > self.total


def hidden_cells(
    session: Session, programme: str, proposed: Limits = NO_LIMITS
) -> Iterator[HiddenCells]:
    """What is hidden from readers of each kind that indicators count, where it hides anything; where
    limits are ``proposed``, what these would hide, of their kinds alone.

    A kind of several measures has no such numbers: all of them are hidden.
    """
    reader = ProgrammeReader(session, programme)
    years = Window(reader.passport.first_year, reader.passport.last_year)
    suppression = Suppression(
        reader.scope, reader.catalogue, reader.places, years, proposed=proposed
    )
    counted = {
        name
        for each in reader.catalogue.all_definitions()
        for name in each.measures
        if not proposed or measures()[name].kind in proposed
    }
    for measure in sorted(counted):
        small = suppression.small_of(measure)
        tables = suppression.tables(measure) if small is not None else None
        if small is not None and tables is not None:
            yield from _of_measure(reader, measure, small, tables)


def _of_measure(
    reader: ProgrammeReader, measure: str, small: SmallNumbers, tables: CellTables
) -> Iterator[HiddenCells]:
    places = [WHOLE, *reader.places.main]
    present = measures()[measure].attributes
    # a limit may be proposed for a column that is still to come
    attributes = (
        present if small.under is not None else [each for each in small.by if each in present]
    )
    grains = (YEAR, QUARTER) if small.under is not None else ()
    divided = {
        **{grain: _plain(tables, places, _listed(reader, grain)) for grain in grains},
        **{each: _by_value(tables, each, places, _listed(reader, YEAR)) for each in attributes},
    }
    for by, cells in divided.items():
        limit, listed = small.least((by,)) or 0, [cell for cell in cells if cell[0]]
        hidden = [size for size, is_visible in listed if not is_visible]
        number = sum(is_small(size, limit) for size in hidden)
        if hidden:
            kind = measures()[measure].kind
            yield HiddenCells(reader.code, kind, by, len(listed), number, len(hidden) - number)


def _listed(reader: ProgrammeReader, grain: str) -> tuple[Period, ...]:
    return periods(grain, reader.passport.first_year, reader.passport.last_year)


def _plain(tables: CellTables, places: Iterable[str], listed: Iterable[Period]) -> Iterator[Cell]:
    listed = tuple(listed)
    for place in places:
        for period in listed:
            yield tables.size(place, period), tables.is_visible(place, period)


def _by_value(
    tables: CellTables, attribute: str, places: Iterable[str], listed: Iterable[Period]
) -> Iterator[Cell]:
    listed = tuple(listed)
    for place in places:
        for period in listed:
            for value, size in tables.sizes_by_value(attribute, place, period).items():
                yield size, tables.is_part_visible(attribute, value, place, period)
