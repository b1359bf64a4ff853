"""Splitting what is counted by two attributes at once: each pair of their values narrows the catalogue
twice, so that its number is the one that an indicator of both values alone would have.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from data.refusals import refuse
from indicators.answers.disaggregation import Share, narrowed_to, shares
from indicators.definition.catalogue import Catalogue
from indicators.engine.context import EngineContext
from indicators.engine.kept_sums import SumsByRevision
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


def accepted_values(crossed: Mapping[str, Mapping[str, Share]]) -> tuple[Any, ...]:
    """The values of the second attribute, as records have them."""
    first: Mapping[str, Share] = next(iter(crossed.values()), {})
    return tuple(value for share in first.values() for value in share.accepted)
