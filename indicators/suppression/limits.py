"""Under how many persons a number is small: whole, and divided by an attribute."""

from collections.abc import Iterator
from typing import NamedTuple

from data.imports.columns.kind import SmallNumbers
from data.imports.registry import kind_of
from indicators.definition import Aggregate
from indicators.definition.catalogue import Catalogue
from indicators.measures import measures


class AttributeLimit(NamedTuple):
    """Under how many persons numbers of single values of a measure's attribute are hidden."""

    measure: str
    attribute: str
    under: int


def small_of(measure: str) -> SmallNumbers | None:
    """What the kind of a measure says of small numbers."""
    return kind_of(measures()[measure].kind).small


def least_of(catalogue: Catalogue, code: str) -> int | None:
    """Under how many persons a number of an indicator is hidden; None where none is."""
    limits = (small.under for _measure, small in _limited(catalogue, code))
    return max((under for under in limits if under), default=None)


def attribute_limits(catalogue: Catalogue, code: str) -> tuple[AttributeLimit, ...]:
    """The limits of their own that attributes have by which an indicator may be divided."""
    return tuple(
        AttributeLimit(measure, attribute, under)
        for measure, small in _limited(catalogue, code)
        for attribute, under in small.by.items()
    )


def _limited(catalogue: Catalogue, code: str) -> Iterator[tuple[str, SmallNumbers]]:
    """The measures behind an indicator whose kinds have small numbers."""
    measured = {name for each in catalogue.behind((code,)) for name in each.measures}
    return ((name, small) for name in sorted(measured) if (small := small_of(name)))


def limit_of(aggregate: Aggregate, attribute: str) -> int | None:
    """Under how many persons a number is small: of the records of an aggregate, or of one value of an
    attribute, or of two, among them.
    """
    small = small_of(aggregate.measure)
    return small.least((*aggregate.filter, *attribute.split(","))) if small else None
