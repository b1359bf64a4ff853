"""What somebody can work out who has every number that is not hidden, and knows that none is
negative.
"""

from collections.abc import Collection, Hashable, Sequence

import numpy as np

PRIME = 2**31 - 1
Atoms = frozenset[Hashable]
Equation = tuple[Atoms, int]
"""Persons who can be told apart by no number, and what several such groups come to."""


def zeros(equations: Sequence[Equation]) -> set[Hashable]:
    """The groups that must be empty: of a sum of nothing each part is nothing."""
    empty: set[Hashable] = set()
    for atoms, value in equations:
        if value == 0:
            empty |= atoms
    return empty


def determined(equations: Sequence[Equation], targets: Collection[Atoms]) -> set[Atoms]:
    """The targets whose numbers follow from the equations, exactly."""
    empty = zeros(equations)
    atoms = sorted({each for known, _ in equations for each in known} - empty, key=repr)
    atoms += sorted({each for target in targets for each in target} - empty - set(atoms), key=repr)
    index = {atom: number for number, atom in enumerate(atoms)}
    rows = {frozenset(known - empty) for known, _ in equations}
    reduced = _reduced([_row(known, index) for known in sorted(rows, key=repr)])
    return {
        target
        for target in targets
        if target - empty and not _remainder(_row(target - empty, index), reduced).any()
    }


def _row(atoms: Collection[Hashable], index: dict[Hashable, int]) -> np.ndarray:
    row = np.zeros(len(index), dtype=np.int64)
    row[[index[atom] for atom in atoms]] = 1
    return row


def _reduced(rows: list[np.ndarray]) -> list[tuple[int, np.ndarray]]:
    """Rows with the place of their first number, which is one; modulo a prime, which is exact but
    for a chance of one in two thousand million.
    """
    reduced: list[tuple[int, np.ndarray]] = []
    for row in rows:
        rest = _remainder(row, reduced)
        if rest.any():
            place = int(np.flatnonzero(rest)[0])
            inverse = pow(int(rest[place]), PRIME - 2, PRIME)
            reduced.append((place, rest * inverse % PRIME))
    return reduced


def _remainder(row: np.ndarray, reduced: list[tuple[int, np.ndarray]]) -> np.ndarray:
    for place, known in reduced:
        if row[place]:
            row = (row - row[place] * known) % PRIME
    return row
