"""Disaggregations in a grid of reported values or plans: which may be chosen, and the parts that are
its rows.
"""

from dataclasses import dataclass, replace
from itertools import islice, product

from flask import request

from dashboard.http.context import asker
from dashboard.text import part_labels
from dashboard.text.language import _
from data.disaggregations import LONGEST, is_name, text_of
from data.imports.columns.kind import Kind
from data.refusals import refuse
from indicators.answers.attributes import (
    KnownAttributes,
    attributes_of_plans,
    attributes_of_reports,
)
from indicators.answers.disaggregation import unknown_split
from indicators.answers.facts import Facts

MOST_LINES = 200
READERS = {"observations": attributes_of_reports, "targets": attributes_of_plans}
"""What tells the attributes of each kind of grid."""


@dataclass(frozen=True)
class PartRow:
    """A row of the grid: the field ``by``, empty for the total, and what it is called."""

    by: str
    name: str


@dataclass(frozen=True)
class Breakdown:
    """The attributes by which an indicator's cells are told apart, one or several crossed; none for
    totals.
    """

    facts: Facts
    known: KnownAttributes
    attributes: tuple[str, ...] = ()
    added: str = ""
    """A value of which there is nothing yet, for which there is to be a row."""

    @property
    def code(self) -> str:
        """How the address names it; no name of an attribute holds the sign between them."""
        return _code(self.attributes)

    @property
    def is_open(self) -> bool:
        """Whether another value may be typed: of one attribute, whose values no list closes."""
        return len(self.attributes) == 1 and self.attributes[0] in self.known.open

    @property
    def options(self) -> list[tuple[str, str]]:
        """Totals alone, each attribute, and those that were reported crossed with others."""
        sets = [*((name,) for name in self.known.values), *self.known.crossed]
        if self.attributes and self.attributes not in sets:
            sets.append(self.attributes)
        return (
            [("", _("Totals")), *((_code(names), self._part_name(names)) for names in sets)]
            if sets
            else []
        )

    @property
    def lines(self) -> list[PartRow]:
        """The total, then every part in the order of its values."""
        values = [self.known.values[name] for name in self.attributes]
        if len(self.attributes) == 1 and self.added and self.added not in values[0]:
            values = [[*values[0], self.added]]
        parts = [
            dict(zip(self.attributes, each, strict=True))
            for each in islice(product(*values), MOST_LINES)
        ]
        return [
            PartRow("", _("Total")),
            *(PartRow(text_of(each), self._part(each)) for each in parts),
        ]

    def _part_name(self, names: tuple[str, ...]) -> str:
        return " × ".join(part_labels.attribute_name(self.known.definition, name) for name in names)

    def _part(self, parts: dict[str, str]) -> str:
        definition = self.known.definition
        return ", ".join(
            part_labels.value_name(self.facts, definition, name, value)
            for name, value in parts.items()
        )


def breakdown(facts: Facts, kind: Kind, indicator: str) -> Breakdown:
    """What the address asks for; refuses an attribute that there is not, and what is no value."""
    known = asker().ask(READERS[kind.name], facts.code, indicator)
    code = request.values.get("split", "")[: LONGEST * max(len(known.values), 1)]
    sets: dict[str, tuple[str, ...]] = {name: (name,) for name in known.values}
    sets |= {_code(names): names for names in known.crossed}
    if code and code not in sets:
        raise unknown_split(known.definition, code, known.names)
    chosen = Breakdown(facts, known, sets.get(code, ()))
    return replace(chosen, added=_added(known, chosen.attributes[0])) if chosen.is_open else chosen


def _added(known: KnownAttributes, attribute: str) -> str:
    """The value that somebody has typed to get a row for it."""
    added = " ".join(request.values.get("value", "")[: LONGEST + 1].split())
    if added and not is_name(added):
        raise refuse("disaggregation_code", code=added[:LONGEST], longest=LONGEST)
    return known.definition.spellings.value(attribute, added)


def _code(attributes: tuple[str, ...]) -> str:
    return ";".join(attributes)
