"""By which attributes a grid tells the cells of an indicator apart: those of reported values, and those
that plans may be set for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Boolean
from sqlalchemy.orm import Session

from data.refusals import Names
from indicators.answers.disaggregation import (
    OBSERVED,
    attribute_names,
    attributes_of,
    reported_attributes,
    values_of,
)
from indicators.answers.facts import part_facts
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition
from indicators.engine.disaggregated import ReportedAttributes
from indicators.measures import measures
from indicators.records.places import NONE

PART = "part"


@dataclass(frozen=True)
class KnownAttributes:
    """The attributes of an indicator with their values, as its newest definition calls them.

    ``crossed`` are sets of attributes that were reported together; of an ``open`` attribute a value
    may be typed that is not among the known ones.
    """

    definition: Definition
    values: Mapping[str, Sequence[str]]
    names: Mapping[str, Names]
    crossed: tuple[tuple[str, ...], ...] = ()
    open: frozenset[str] = frozenset()


def attributes_of_reports(session: Session, programme: str, indicator: str) -> KnownAttributes:
    """Those of reported values: declared ones, and whatever was reported."""
    reported = reported_attributes(session, programme, indicator)
    together = {tuple(sorted(parts)) for parts in reported.met if len(parts) > 1}
    return KnownAttributes(
        reported.definition,
        reported.values,
        reported.names,
        tuple(sorted(together)),
        frozenset(reported.values),
    )


def attributes_of_plans(session: Session, programme: str, indicator: str) -> KnownAttributes:
    """Those whose values may have plans: one at a time, as a file of targets has it."""
    reader = ProgrammeReader(session, programme)
    definition = reader.catalogue.newest(indicator).definition
    if definition.kind == OBSERVED:
        reported = ReportedAttributes(reader.scope, definition)
        return KnownAttributes(definition, reported.values, reported.names)
    closed = {name: _closed(reader, definition, name) for name in attributes_of(definition)}
    values = {
        name: list(codes if codes is not None else _met(reader, definition, name))
        for name, codes in closed.items()
    }
    free = frozenset(name for name, codes in closed.items() if codes is None)
    return KnownAttributes(definition, values, attribute_names(definition), open=free)


def _closed(
    reader: ProgrammeReader, definition: Definition, attribute: str
) -> Sequence[str] | None:
    """Every value that records may have; nothing where they may have any."""
    described = measures()[min(definition.measures)].attributes[attribute]
    if described.words is not None:
        return described.words.codes
    if attribute == PART:
        return [part.code for part in part_facts(reader)]
    return ("true", "false") if isinstance(described.column.type, Boolean) else None


def _met(reader: ProgrammeReader, definition: Definition, attribute: str) -> Iterator[str]:
    """The values that records have, then those of plans alone."""
    met = [
        word
        for word in values_of(reader.scope, reader.catalogue, (definition.code,), attribute)
        if word != NONE
    ]
    planned = sorted(reader.plans_of_parts((definition.code,), attribute))
    yield from dict.fromkeys([*met, *planned])
