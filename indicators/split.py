"""Splitting an indicator by an attribute of its records."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from data.refusals import refuse
from indicators.catalogue import Catalogue, Version
from indicators.definition import Aggregate, Definition
from indicators.measures import measures
from indicators.places import NONE
from indicators.selection import Scope, selection


def split_definitions(
    scope: Scope, catalogue: Catalogue, codes: Iterable[str], attribute: str
) -> Iterator[tuple[str, Catalogue]]:
    """For each value of the attribute, the catalogue narrowed to records that have it; ``none`` is not filled in."""
    asked = tuple(codes)
    for code in asked:
        _check(catalogue.newest(code).definition, attribute)
    for value in _values(scope, catalogue, asked, attribute):
        versions = [version for found in catalogue.versions.values() for version in found]
        narrowed = [
            _narrowed(version, attribute, value) if version.definition.code in asked else version
            for version in versions
        ]
        yield _said(value), Catalogue(narrowed)


def _said(value: Any) -> str:
    """A value as rows and addresses say it."""
    if value is None:
        return NONE
    return str(value).lower() if isinstance(value, bool) else str(value)


def attributes_of(definition: Definition) -> tuple[str, ...]:
    """The attributes by which an indicator can be split."""
    if definition.inputs or not definition.aggregates:
        return ()
    known = (set(measures()[measure].attributes) for measure in definition.measures)
    common = set.intersection(*known)
    return tuple(name for name in measures()[min(definition.measures)].attributes if name in common)


def _check(definition: Definition, attribute: str) -> None:
    known = attributes_of(definition)
    if attribute not in known:
        shown = ", ".join(known) or "–"
        raise refuse("unknown_split", indicator=definition.code, attribute=attribute, known=shown)


def _values(scope: Scope, catalogue: Catalogue, codes: tuple[str, ...], attribute: str) -> list[Any]:
    """The values that occur, in the order of their vocabulary, what is not filled in last."""
    used = {measure for code in codes for measure in catalogue.newest(code).definition.measures}
    found: dict[Any, None] = {}
    for measure in sorted(used):
        described = measures()[measure].attributes[attribute]
        asked = selection(scope, measure).with_only_columns(described.column).distinct()
        present = set(scope.session.scalars(asked))
        order = described.words.codes if described.words else sorted(present - {None})
        found.update(dict.fromkeys(value for value in (*order, None) if value in present))
    return [value for value in found if value is not None] + ([None] if None in found else [])


def _narrowed(version: Version, attribute: str, value: Any) -> Version:
    definition = version.definition
    changes: dict[str, Any] = (
        {"filter": _filter(definition.filter, attribute, value)}
        if definition.measure
        else _sides(definition, attribute, value)
    )
    if definition.baseline is not None:  # a stated base is that of all values together
        changes["baseline"] = definition.baseline.model_copy(update={"value": None})
    return replace(version, definition=definition.model_copy(update=changes))


def _sides(definition: Definition, attribute: str, value: Any) -> dict[str, Any]:
    sides = {"numerator": definition.numerator, "denominator": definition.denominator}
    return {
        name: side.model_copy(update={"filter": _filter(side.filter, attribute, value)})
        for name, side in sides.items()
        if isinstance(side, Aggregate)
    }


def _filter(standing: dict[str, Any], attribute: str, value: Any) -> dict[str, Any]:
    """Narrowed to the value; an impossible combination accepts nothing."""
    accepted = standing.get(attribute)
    return {**standing, attribute: (value,) if accepted is None or value in accepted else ()}
