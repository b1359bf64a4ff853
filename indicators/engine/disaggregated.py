"""Which of the values reported of one place and period make its total, or one part of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TypeVar

from sqlalchemy import select

from data.disaggregations import parts_of
from data.refusals import Names
from data.tables.definitions import Observation
from data.words.matching import match_key
from indicators.definition import Definition
from indicators.records.selection import Scope

Parts = frozenset[tuple[str, str]]
"""The attributes of a row with their values, as codes; a total has none."""
TOTAL: Parts = frozenset()
MOST_DECLARED = 1000
"""Combinations of declared values that are looked for; of more dimensions only what was reported
is.
"""

Row = TypeVar("Row")


@dataclass(frozen=True)
class DisaggregatedPart:
    """One value of an attribute, both as ``declaring`` – the newest definition – calls them."""

    attribute: str
    value: str
    declaring: Definition

    @property
    def parts(self) -> Parts:
        return frozenset({(self.attribute, self.value)})


def by_parts(rows: Iterable[Row], by: Iterable[str], definition: Definition) -> dict[Parts, Row]:
    """Rows by what they are of; of two that a definition takes for one, the later."""
    return {
        frozenset(definition.spellings.meant(parts_of(text)).items()): row
        for row, text in zip(rows, by, strict=True)
    }


def chosen(
    rows: Mapping[Parts, Row], attributes: Parts, definition: Definition
) -> Sequence[Row | None]:
    """The one row of what is wanted, else those to be added up for it, ``None`` for each that was
    not reported.

    Rows of exactly one further set of attributes add up; where there are several sets nobody could
    say which.
    """
    # a total that was reported wins over its parts, even where they add up to something else
    if attributes in rows:
        return [rows[attributes]]
    sets = {_names(parts) for parts in rows if attributes < parts}
    # by age and by sex, both are the same people: adding them would count each twice
    if len(sets) != 1:
        return []
    (names,) = sets
    # of one value of an attribute: its rows by this attribute and exactly one further set
    further = names - _names(attributes)
    like = [parts for parts in rows if _names(parts) == names]
    # what was reported though not declared counts too: a source may use words of its own
    known = dict.fromkeys(_of(further, parts) for parts in like)
    return [
        # None for a declared value that nobody reported: the sum is then partial, not silently
        # small
        rows.get(attributes | rest)
        for rest in known | dict.fromkeys(_declared(further, definition))
    ]


def _names(parts: Parts) -> frozenset[str]:
    return frozenset(name for name, _ in parts)


def _of(names: frozenset[str], parts: Parts) -> Parts:
    return frozenset(part for part in parts if part[0] in names)


def _declared(names: frozenset[str], definition: Definition) -> list[Parts]:
    """Every combination of the values that are declared; none where an attribute declares none."""
    declarations = [(name, definition.disaggregations.get(name)) for name in sorted(names)]
    values = [
        [(name, value) for value in each.values] if each is not None else []
        for name, each in declarations
    ]
    # a product of dimensions: five of ten values each would be a hundred thousand rows to look for
    few = prod(map(len, values)) <= MOST_DECLARED
    return [frozenset(combination) for combination in product(*values)] if few else []


class ReportedAttributes:
    """The attributes in which an observed indicator is reported, and their values: as declared,
    then as met.

    ``met`` are the attributes and values of the rows themselves.
    """

    def __init__(self, scope: Scope, definition: Definition) -> None:
        self.definition = definition
        statement = select(Observation.by).where(
            Observation.programme_id == scope.programme_id,
            Observation.indicator == definition.code,
            Observation.by != "",
            Observation.as_of(scope.revision),
        )
        self.met = [
            definition.spellings.meant(parts_of(by))
            for by in scope.session.scalars(statement.distinct())
        ]
        pairs = sorted({pair for parts in self.met for pair in parts.items()})
        declared = definition.disaggregations
        self.values = {
            code: list(declared[code].values) if code in declared else []
            for code in _codes(declared, pairs)
        }
        for attribute, value in pairs:
            # declared values keep the order of the definition, in which they are shown; others
            # follow
            if value not in self.values[attribute]:
                self.values[attribute].append(value)

    @property
    def attributes(self) -> tuple[str, ...]:
        return tuple(self.values)

    def attribute(self, name: str) -> str | None:
        """The attribute that a reader means by a name; None if there is no such one."""
        code = self.definition.spellings.attribute(name)
        key = match_key(code)
        # an attribute that nobody declared is known by the words of its files, matched as names are
        return next((each for each in self.values if each == code or match_key(each) == key), None)

    @property
    def names(self) -> dict[str, Names]:
        """What the attributes are called, by their codes; empty where nobody has declared it."""
        return {code: self._name(code) for code in self.values}

    def _name(self, code: str) -> Names:
        declared = self.definition.disaggregations.get(code)
        return {} if declared is None or declared.name is None else declared.name.model_dump()


def _codes(declared: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, None]:
    return dict.fromkeys([*declared, *(attribute for attribute, _ in pairs)])
