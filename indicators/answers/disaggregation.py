"""Splitting an indicator by an attribute of its records, or by a disaggregation of its reported
values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from data.refusals import Names, NotFound, Problem, Refusal, refuse
from data.words.offers import offer
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Aggregate, Definition
from indicators.definition.catalogue import Catalogue, PublishedVersion
from indicators.definition.conditions import accepts
from indicators.engine.context import EngineContext
from indicators.engine.disaggregated import DisaggregatedPart, ReportedAttributes
from indicators.engine.kept_sums import SumsByRevision
from indicators.measure_names import field_names
from indicators.measures import measures
from indicators.records.organisations import field_of
from indicators.records.selection import Scope, is_wide, selection
from indicators.records.values import address_text

OBSERVED = "observed"
LONGEST = 80
"""Characters of somebody's word that a refusal repeats."""

Accepted = tuple[Any, ...]
"""The values of an attribute that a record may have; none accepts no record."""


@dataclass(frozen=True)
class Share:
    """One value of the attribute: the catalogue narrowed to records that have it, what these have
    there, and the part of reported values.
    """

    catalogue: Catalogue
    accepted: Accepted
    parts: Mapping[str, DisaggregatedPart]


@dataclass(frozen=True)
class ReportedAttribute:
    """An attribute of an observed indicator with its values."""

    definition: Definition
    attribute: str
    values: Sequence[str]


def shares(
    scope: Scope,
    catalogue: Catalogue,
    codes: Iterable[str],
    attribute: str,
    planned: Iterable[str] = (),
    sums: SumsByRevision | EngineContext | None = None,
) -> dict[str, Share]:
    """Each value of the attribute as rows say it, with what it narrows; ``none`` is not filled in.

    The ``planned`` values are there too, whether or not anything has come of them. The ``sums`` of
    records tell the values without a further look at the records.
    """
    attributes_of_code = {
        code: _reported(scope, catalogue.newest(code).definition, attribute) for code in codes
    }
    counted = tuple(code for code, reported in attributes_of_code.items() if reported is None)
    accepted = {
        # the text of an address beside the value that SQL compares: «true» is not True
        address_text(value): (value,)
        for value in _values(scope, catalogue, counted, attribute, sums)
    }
    reported = {
        code: attributes
        for code, attributes in attributes_of_code.items()
        if attributes is not None
    }
    # in order and once: what is counted and what is reported may have a value in common
    words = dict.fromkeys(
        [*accepted, *(value for each in reported.values() for value in each.values), *planned]
    )
    return {
        word: Share(
            # no accepted value, no record: an indicator that lacks the value counts nothing of it
            narrowed_to(catalogue, tuple(attributes_of_code), attribute, accepted.get(word, ())),
            accepted.get(word, ()),
            {
                code: DisaggregatedPart(each.attribute, word, each.definition)
                for code, each in reported.items()
            },
        )
        for word in words
    }


def narrowed_to(
    catalogue: Catalogue, codes: tuple[str, ...], attribute: str, accepted: Accepted
) -> Catalogue:
    """The catalogue in which some indicators count only the records that have an accepted value."""
    return Catalogue(
        _narrowed(version, attribute, accepted) if version.definition.code in codes else version
        for version in catalogue.all_versions()
    )


def reported_attributes(
    session: Session, programme: str, indicator: str, as_of: int | None = None
) -> ReportedAttributes:
    """The attributes in which an observed indicator is reported, and their values."""
    reader = ProgrammeReader(session, programme, as_of)
    return ReportedAttributes(reader.scope, reader.catalogue.newest(indicator).definition)


def _reported(scope: Scope, definition: Definition, attribute: str) -> ReportedAttribute | None:
    """The disaggregation of reported values; None for what is counted.

    Refuses what an indicator does not have.
    """
    # records have their measure's attributes, reported values those of their files
    if definition.kind != OBSERVED:
        if attribute not in splits_of(definition):
            raise unknown_split(definition, attribute, attribute_names(definition))
        return None
    disaggregated = ReportedAttributes(scope, definition)
    code = disaggregated.attribute(attribute)
    if code is None:
        _refuse_crossing(definition, attribute, disaggregated)
        raise unknown_split(definition, attribute, disaggregated.names)
    return ReportedAttribute(definition, code, disaggregated.values[code])


def _refuse_crossing(
    definition: Definition, attribute: str, disaggregated: ReportedAttributes
) -> None:
    """Refuse two attributes of reported values at once: what is reported of each by itself does not
    say what falls into a pair.
    """
    names = [name.strip() for name in attribute.split(",")]
    if len(names) > 1 and all(disaggregated.attribute(name) is not None for name in names):
        raise refuse(
            "split_reported_by_two",
            indicator=definition.name.model_dump(),
            attribute=attribute[:LONGEST],
            **offer(disaggregated.names, names[0]),
        )


def unknown_split(definition: Definition, attribute: str, known: Mapping[str, Names]) -> Refusal:
    """An indicator is asked for by an attribute that it does not have."""
    return refuse(
        "unknown_split",
        indicator=definition.name.model_dump(),
        attribute=attribute[:LONGEST],
        **offer(known, attribute),
    )


def unknown_value(
    definition: Definition, attribute: str, value: str, known: Iterable[str]
) -> NotFound:
    """A part is asked for that an attribute of an indicator does not have."""
    names = value_names(definition, attribute, known)
    params = {"value": value[:LONGEST], **offer(names, value)}
    return NotFound(Problem("unknown_split_value", params))


def value_names(definition: Definition, attribute: str, values: Iterable[str]) -> dict[str, Names]:
    """What the values of an attribute are called; empty where they have no name but themselves."""
    if definition.kind == OBSERVED:
        declared = definition.disaggregations.get(attribute)
        known = declared.values if declared is not None else {}
        return {value: known[value].model_dump() if value in known else {} for value in values}
    # any measure would do, as the attribute is common to all; the same one each time
    described = measures()[min(definition.measures)].attributes.get(attribute)
    words = described.words.names if described is not None and described.words is not None else {}
    return {value: words.get(value, {}) for value in values}


def attribute_names(definition: Definition) -> dict[str, Names]:
    """What the attributes are called by which a counted indicator can be split."""
    known = attributes_of(definition)
    return field_names(min(definition.measures), known) if known else {}


def attributes_of(definition: Definition) -> tuple[str, ...]:
    """The attributes by which an indicator can be split."""
    # another indicator's records cannot be narrowed by an attribute of ours
    if definition.inputs or not definition.aggregates:
        return ()
    known = (set(measures()[measure].attributes) for measure in definition.measures)
    common = set.intersection(*known)
    return tuple(name for name in measures()[min(definition.measures)].attributes if name in common)


def splits_of(definition: Definition) -> tuple[str, ...]:
    """The same with what organisations say of themselves, by which plans are not set."""
    own = attributes_of(definition)
    named = [measures()[measure].of_organisations for measure in sorted(definition.measures)]
    if definition.inputs or not named:
        return own
    return (*own, *(name for name in named[0] if all(name in each for each in named)))


def values_of(
    scope: Scope, catalogue: Catalogue, codes: tuple[str, ...], attribute: str
) -> list[str]:
    """The values that occur, as rows and addresses say them."""
    return [address_text(value) for value in _values(scope, catalogue, codes, attribute)]


def _values(
    scope: Scope,
    catalogue: Catalogue,
    codes: tuple[str, ...],
    attribute: str,
    sums: SumsByRevision | EngineContext | None = None,
) -> list[Any]:
    """The values that occur, in the order of their vocabulary, what is not filled in last."""
    counted = (each for code in codes for each in catalogue.newest(code).definition.aggregates)
    # of several the one with the fewest conditions: its sums tell the most
    by_conditions = sorted(counted, key=lambda aggregate: -len(aggregate.filter))
    used = {aggregate.measure: aggregate for aggregate in by_conditions}
    values: dict[Any, None] = {}
    for measure in sorted(used):
        records = measures()[measure]
        described = records.attributes.get(attribute)
        known = None if sums is None else sums.values_met(used[measure], attribute)
        present = (
            _present(scope, measure, field_of(scope, records, attribute))
            if known is None
            else known
        )
        words = None if described is None else described.words
        order = words.codes if words else sorted(present - {None})
        values.update(dict.fromkeys(value for value in (*order, None) if value in present))
    return [value for value in values if value is not None] + ([None] if None in values else [])


def _present(scope: Scope, measure: str, column: Any) -> set[Any]:
    # no index has the attribute: each record is read for it
    chosen = selection(scope, measure, wide=is_wide(scope, measure))
    return set(scope.session.scalars(chosen.with_only_columns(column).distinct()))


def _narrowed(version: PublishedVersion, attribute: str, accepted: Accepted) -> PublishedVersion:
    definition = version.definition
    changes: dict[str, Any] = (
        {"filter": _filter(definition.filter, attribute, accepted)}
        if definition.measure
        else _sides(definition, attribute, accepted)
    )
    if definition.baseline is not None:  # a stated base is that of all values together
        changes["baseline"] = definition.baseline.model_copy(update={"value": None})
    return replace(version, definition=definition.model_copy(update=changes))


def _sides(definition: Definition, attribute: str, accepted: Accepted) -> dict[str, Any]:
    sides = {"numerator": definition.numerator, "denominator": definition.denominator}
    return {
        name: side.model_copy(update={"filter": _filter(side.filter, attribute, accepted)})
        for name, side in sides.items()
        if isinstance(side, Aggregate)
    }


def _filter(conditions: dict[str, Any], attribute: str, accepted: Accepted) -> dict[str, Any]:
    """Narrowed to the value; an impossible combination accepts nothing."""
    before = conditions.get(attribute)
    return {
        **conditions,
        attribute: tuple(value for value in accepted if before is None or accepts(before, value)),
    }
