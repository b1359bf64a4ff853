"""The fields of the disaggregations of a reported value: what they are called, and the values that
are known of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.http.context import asker
from dashboard.text import disaggregation_labels
from dashboard.text.language import _
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from indicators.answers.disaggregation import reported_attributes
from indicators.answers.facts import Facts
from indicators.engine.disaggregated import ReportedAttributes

FAMILY = "by:"
MOST = 12
"""So many values are named in the help; the list has all of them."""


@dataclass(frozen=True)
class AttributeField:
    """A column of disaggregations; ``values`` are what its values are called, by their codes."""

    column: Column
    name: str
    values: Mapping[str, str]

    @property
    def label(self) -> str:
        return _("Disaggregation: {name}").format(name=self.name)

    @property
    def help(self) -> str:
        """What to type, and where another disaggregation comes from."""
        listed = list(dict.fromkeys(self.values.values()))
        more = " …" if len(listed) > MOST else ""
        known = _("Known: {values}.").format(values=", ".join(listed[:MOST]) + more)
        empty = _(
            "Empty is the total. A new disaggregation is added in the indicator's definition."
        )
        return f"{known} {empty}" if listed else empty

    def label_of(self, value: str) -> str:
        """The name of a value that is typed by its code."""
        name = self.values.get(value, value)
        return name if name != value else ""


def attribute_fields(
    facts: Facts, kind: Kind, texts: Mapping[str, str], indicators: Iterable[str]
) -> Iterator[AttributeField]:
    """The columns found by their form: those of the row, then those of ``indicators``."""
    if kind.family is None:
        return
    known = [asker().ask(reported_attributes, facts.code, code) for code in indicators]
    of_row = (name.removeprefix(FAMILY) for name in texts if name.startswith(FAMILY))
    in_use = (name for each in known for name in each.attributes)
    for name in dict.fromkeys([*of_row, *in_use]):
        column = kind.family(f"{FAMILY}{name}")
        if column is not None:
            own = [each for each in known if name in each.values]
            yield AttributeField(column, _name(own, name), _values(own, name))


def _name(known: Iterable[ReportedAttributes], attribute: str) -> str:
    """What an attribute is called where anybody has declared it; of several indicators the first."""
    names = (disaggregation_labels.name_of(each.definition, attribute) for each in known)
    return next((name for name in names if name != attribute), attribute)


def _values(known: Iterable[ReportedAttributes], attribute: str) -> dict[str, str]:
    return {
        value: disaggregation_labels.value_of(each.definition, attribute, value)
        for each in known
        for value in each.values[attribute]
    }
