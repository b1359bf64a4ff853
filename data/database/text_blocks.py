"""The blocks of an index of texts: which of some rows have three signs in a row, packed."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from data.words.searching import BETWEEN

Ids = npt.NDArray[np.int64]

ROW_END = "\x1f"
"""What stands between the texts of two rows, and in no word."""
IN_NO_WORD = [ord(sign) for sign in (" ", BETWEEN, ROW_END)]
LARGEST = np.iinfo(np.int64).max


def blocks(table: str, ids: Sequence[int], text: str) -> Iterator[dict[str, Any]]:
    """A block for each three signs of some rows, whose folded texts stand in ``text``."""
    signs, threes, owners = _threes(text, len(ids))
    if not len(threes):
        return
    starts = np.flatnonzero(np.diff(threes, prepend=-1))
    of_rows = np.array(ids, dtype=np.int64)
    for three, part in zip(threes[starts].tolist(), np.split(owners, starts[1:]), strict=True):
        mine = of_rows[part]
        first, packed = int(mine[0]), packed_ids(mine)
        yield {"table_name": table, "signs": _named(three, signs), "first_id": first,
               "number": len(mine), "ids": packed}  # fmt: skip


def _threes(text: str, rows: int) -> tuple[str, Ids, Ids]:
    """The signs of words, from the second place on; the threes of them as numbers, in order, and the
    rows that have each, once each.
    """
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    signs = np.unique(codes)
    words = signs[~np.isin(signs, IN_NO_WORD)]
    # numbered as they occur, so that a three and its row are one small number, sorted many times
    # faster than two
    numbers = np.zeros(int(signs.max(initial=0)) + 1, dtype=np.int64)
    numbers[words] = np.arange(1, len(words) + 1)
    letters = numbers[codes]
    at = np.flatnonzero((letters[:-2] > 0) & (letters[1:-1] > 0) & (letters[2:] > 0))
    base = len(words) + 1
    threes = (letters[at] * base + letters[at + 1]) * base + letters[at + 2]
    # no three is of two rows, between which stands what is in no word
    owners = np.cumsum(codes == ord(ROW_END))[at]
    return "".join(map(chr, [0, *words.tolist()])), *_once(threes, owners, rows)


def _once(threes: Ids, owners: Ids, rows: int) -> tuple[Ids, Ids]:
    """Threes in order with their rows, each pair once."""
    if threes.max(initial=0) < LARGEST // rows - 1:
        pairs = np.sort(threes * rows + owners)
        threes, owners = np.divmod(pairs, rows)
    else:
        # of a hostile text, with tens of thousands of different signs
        order = np.lexsort((owners, threes))
        threes, owners = threes[order], owners[order]
    fresh = (np.diff(threes, prepend=-1) != 0) | (np.diff(owners, prepend=-1) != 0)
    return threes[fresh], owners[fresh]


def _named(three: int, signs: str) -> str:
    base = len(signs)
    return signs[three // base**2] + signs[three // base % base] + signs[three % base]


def packed_ids(ids: Ids) -> bytes:
    """Ascending ids after the first as the steps between them, in as few bytes as hold the longest;
    one more byte says how few.
    """
    steps = np.diff(ids)
    kept = steps.astype(np.min_scalar_type(int(steps.max(initial=0))))
    return bytes([kept.itemsize]) + kept.astype(kept.dtype.newbyteorder("<")).tobytes()


def unpacked(first: int, packed: bytes) -> Ids:
    """The ids that ``packed_ids`` made."""
    steps = np.frombuffer(packed, dtype=f"<u{packed[0]}", offset=1)
    return np.cumsum(np.concatenate(([first], steps)), dtype=np.int64)
