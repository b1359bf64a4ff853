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
MOST_BITS = 63
"""Of a whole number that is sorted."""


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
    occurs = np.zeros(int(codes.max(initial=ord(ROW_END))) + 1, dtype=bool)
    occurs[codes] = True
    occurs[IN_NO_WORD] = False
    signs = np.flatnonzero(occurs)
    # numbered as they occur, so that a three and its row are one small number, sorted many times
    # faster than two
    numbers = np.zeros(len(occurs), dtype=np.int64)
    numbers[signs] = np.arange(1, len(signs) + 1)
    letters = numbers[codes]
    in_word = letters > 0
    at = np.flatnonzero(in_word[:-2] & in_word[1:-1] & in_word[2:])
    base = len(signs) + 1
    threes = (letters[at] * base + letters[at + 1]) * base + letters[at + 2]
    # no three is of two rows, between which stands what is in no word
    owners = np.cumsum(codes == ord(ROW_END), dtype=np.int32)[at]
    return "".join(map(chr, [0, *signs.tolist()])), *_once(threes, owners, rows)


def _once(threes: Ids, owners: npt.NDArray[np.int32], rows: int) -> tuple[Ids, Ids]:
    """Threes in order with their rows, each pair once."""
    bits = rows.bit_length()
    if int(threes.max(initial=0)) >> (MOST_BITS - bits):
        # of a hostile text, with tens of thousands of different signs
        pairs = np.unique(np.stack([threes, owners], axis=1), axis=0)
        return pairs[:, 0], pairs[:, 1]
    pairs = (threes << bits) | owners
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return pairs >> bits, pairs & ((1 << bits) - 1)


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
