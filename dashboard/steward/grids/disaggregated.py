"""Disaggregations in the grid of reported values: which may be chosen, and the parts that are its
rows.
"""

from dataclasses import dataclass
from itertools import islice, product

from flask import request

from dashboard.http.context import asker
from dashboard.text import disaggregation_labels
from dashboard.text.language import _
from data.disaggregations import LONGEST, is_name, text_of
from data.refusals import refuse
from indicators.answers.disaggregation import reported_attributes, unknown_split
from indicators.answers.facts import Facts
from indicators.engine.disaggregated import ReportedAttributes

MOST_LINES = 200


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

    known: ReportedAttributes
    attributes: tuple[str, ...] = ()
    added: str = ""
    """A value that nobody has reported yet, for which there is to be a row."""

    @property
    def code(self) -> str:
        """How the address names it; no name of an attribute holds the sign between them."""
        return _code(self.attributes)

    @property
    def options(self) -> list[tuple[str, str]]:
        """Totals alone, each attribute, and those that were reported crossed with others."""
        crossed = sorted({tuple(sorted(parts)) for parts in self.known.met if len(parts) > 1})
        sets = [*((name,) for name in self.known.attributes), *crossed]
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
        return " × ".join(
            disaggregation_labels.name_of(self.known.definition, name) for name in names
        )

    def _part(self, parts: dict[str, str]) -> str:
        definition = self.known.definition
        return ", ".join(
            disaggregation_labels.value_of(definition, name, value) for name, value in parts.items()
        )


def breakdown(facts: Facts, indicator: str) -> Breakdown:
    """What the address asks for; refuses an attribute that there is not, and what is no value."""
    known = asker().ask(reported_attributes, facts.code, indicator)
    code = request.values.get("split", "")[: LONGEST * len(known.attributes)]
    sets: dict[str, tuple[str, ...]] = {name: (name,) for name in known.attributes}
    sets |= {_code(tuple(sorted(parts))): tuple(sorted(parts)) for parts in known.met}
    if code and code not in sets:
        raise unknown_split(known.definition, code, known.names)
    added = " ".join(request.values.get("value", "")[: LONGEST + 1].split())
    if code and added and not is_name(added):
        raise refuse("disaggregation_code", code=added[:LONGEST], longest=LONGEST)
    attributes = sets.get(code, ())
    if len(attributes) == 1:
        added = known.definition.spellings.value(attributes[0], added)
    return Breakdown(known, attributes, added if len(attributes) == 1 else "")


def _code(attributes: tuple[str, ...]) -> str:
    return ";".join(attributes)
