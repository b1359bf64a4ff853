"""Residents of each place in each year, never interpolated."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from data.tables.places import Population
from indicators.records.places import Places
from indicators.records.selection import Scope


@dataclass(frozen=True)
class Residents:
    """A number of people, and whether it is illustrative."""

    people: int
    illustrative: bool = False


class Populations:
    """Populations dated inside a year (1 January is inside); the earliest date of the year is
    taken.
    """

    def __init__(self, scope: Scope, places: Places) -> None:
        self.scope = scope
        self.places = places

    def of(self, place: str, year: int) -> Residents | None:
        """The residents reported for the place itself, else the sum of its districts if all are
        known.
        """
        own = self._reported.get((place, year))
        if own is not None:
            return own
        # one district without a population and the sum would make everybody there disappear
        children = [self.of(child, year) for child in self.places.children_of(place)]
        known = [child for child in children if child is not None]
        if not children or len(known) < len(children):
            return None
        return Residents(
            sum(child.people for child in known), any(child.illustrative for child in known)
        )

    @cached_property
    def _reported(self) -> dict[tuple[str, int], Residents]:
        statement = select(Population).where(
            Population.programme_id == self.scope.programme_id,
            Population.as_of(self.scope.revision),
        )
        # later dates first, so that the earliest one of the year – 1 January if there is one – is
        # kept
        rows = self.scope.session.scalars(statement.order_by(Population.on_date.desc()))
        return {
            (self.places.key_of(row.district), row.on_date.year): Residents(
                row.people, row.illustrative
            )
            for row in rows
        }
