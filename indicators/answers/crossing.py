"""Splitting what is counted by two attributes at once: each pair of their values narrows the catalogue
twice, so that its number is the one that an indicator of both values alone would have.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data.refusals import refuse
from indicators.answers.disaggregation import OBSERVED, Share, narrowed_to, shares
from indicators.definition.catalogue import Catalogue
from indicators.engine.context import EngineContext
from indicators.engine.kept_sums import SumsByRevision
from indicators.engine.split_sums import SplitSums
from indicators.records.selection import Scope

SEPARATOR = ","
BETWEEN = ";"
"""What stands between the two values of a pair in ``split`` and ``split_value``."""


def crossed_attributes(split: str) -> tuple[str, str] | None:
    """The two attributes of ``topic,channel``; None of one attribute. Refuses more, and one twice."""
    names = [name.strip() for name in split.split(SEPARATOR)]
    if len(names) == 1:
        return None
    one, other = names[:2]
    if len(names) > len((one, other)) or one == other:
        raise refuse("split_by_two", attributes=split)
    return one, other


def pair_text(one: str, other: str) -> str:
    """A pair as rows and addresses say it: ``law;phone``; a semicolon inside a value follows ``\\``."""
    return BETWEEN.join(
        value.replace("\\", "\\\\").replace(BETWEEN, f"\\{BETWEEN}") for value in (one, other)
    )


def pair_of(text: str) -> tuple[str, str]:
    """The two values of a pair, as ``pair_text`` has written it; of what is none the second is
    empty.
    """
    values = re.findall(r"(?:^|;)((?:[^;\\]|\\.)*)", text, re.DOTALL)
    one, other = (
        re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL) for value in [*values, "", ""][:2]
    )
    return one, other


def crossed_shares(
    scope: Scope,
    catalogue: Catalogue,
    codes: Iterable[str],
    attributes: tuple[str, str],
    sums: SumsByRevision | EngineContext | None = None,
) -> Mapping[str, Mapping[str, Share]]:
    """The shares of each value of the first attribute, by the values of the second."""
    listed = tuple(codes)
    rows, columns = (
        shares(scope, catalogue, listed, attribute, sums=sums) for attribute in attributes
    )
    return {
        value: {
            word: _crossed(row, column, listed, attributes[1]) for word, column in columns.items()
        }
        for value, row in rows.items()
    }


def _crossed(row: Share, column: Share, codes: tuple[str, ...], attribute: str) -> Share:
    narrowed = narrowed_to(row.catalogue, codes, attribute, column.accepted)
    return Share(narrowed, column.accepted, {})


def pairs_of(crossed: Mapping[str, Mapping[str, Share]]) -> dict[str, Share]:
    """The share of each pair by its text."""
    return dict(_pairs(crossed))


def _pairs(crossed: Mapping[str, Mapping[str, Share]]) -> Iterator[tuple[str, Share]]:
    for value, row in crossed.items():
        for word, share in row.items():
            yield pair_text(value, word), share


@dataclass(frozen=True)
class SplitParts:
    """The shares of each value of a ``split`` by its text; of a crossing those of each pair, and
    ``attribute`` is then the second one.
    """

    split: str
    attribute: str
    shares: Mapping[str, Share]
    values: tuple[Any, ...]
    """What records have there, all shares together."""

    def sums(self, context: EngineContext) -> SplitSums:
        """What is counted once for all of them."""
        return SplitSums(context, self.attribute, self.values)


def split_parts(
    scope: Scope,
    catalogue: Catalogue,
    codes: tuple[str, ...],
    split: str,
    known: Iterable[str],
    context: EngineContext,
) -> SplitParts:
    """The shares by one attribute, with the ``known`` values whether or not anything has come of
    them; by two of what is counted, as reported values have names of whatever letters.
    """
    kinds = {catalogue.newest(code).definition.kind for code in codes}
    crossing = None if OBSERVED in kinds else crossed_attributes(split)
    if crossing is None:
        parts = shares(scope, catalogue, codes, split, known, context)
        values = tuple(value for share in parts.values() for value in share.accepted)
        return SplitParts(split, split, parts, values)
    crossed = crossed_shares(scope, catalogue, codes, crossing, context)
    return SplitParts(split, crossing[1], pairs_of(crossed), accepted_values(crossed))


def accepted_values(crossed: Mapping[str, Mapping[str, Share]]) -> tuple[Any, ...]:
    """The values of the second attribute, as records have them."""
    first: Mapping[str, Share] = next(iter(crossed.values()), {})
    return tuple(value for share in first.values() for value in share.accepted)
