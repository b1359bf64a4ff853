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
SIGNS = 3
PART = 1 << 16
"""Signs of a text that are looked at together."""
EMPTY: Ids = np.zeros(0, dtype=np.int64)


def blocks(table: str, ids: Sequence[int], text: str) -> Iterator[dict[str, Any]]:
    """A block for each three signs of some rows, whose folded texts stand in ``text``."""
    signs, threes, owners = _threes(text, len(ids))
    if not len(threes):
        return
    starts = np.flatnonzero(_differs(threes))
    mine = np.array(ids, dtype=np.int64)[owners]
    ends = [*starts[1:].tolist(), len(threes)]
    for three, start, end in zip(threes[starts].tolist(), starts.tolist(), ends, strict=True):
        part = mine[start:end]
        yield {"table_name": table, "signs": _named(three, signs), "first_id": int(part[0]),
               "number": end - start, "ids": packed_ids(part)}  # fmt: skip


def _threes(text: str, rows: int) -> tuple[str, Ids, Ids]:
    """The signs of words, from the second place on; the threes of them as numbers, in order, and the
    rows that have each, once each.
    """
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    occurs = np.zeros(int(codes.max(initial=max(IN_NO_WORD))) + 1, dtype=bool)
    occurs[codes] = True
    occurs[IN_NO_WORD] = False
    signs = np.flatnonzero(occurs)
    # numbered as they occur, so that a three and its row are one small number, sorted many times
    # faster than two
    numbers = np.zeros(len(occurs), dtype=np.int64)
    numbers[signs] = np.arange(1, len(signs) + 1)
    bits = rows.bit_length()
    # with tens of thousands of different signs, of a hostile text, the two do not fit together
    join = _fitted if (len(signs) + 1) ** SIGNS <= 1 << (MOST_BITS - bits) else _beside
    parts = [join(*part, bits) for part in _parts(codes, numbers, len(signs) + 1)]
    threes, owners = _once(np.concatenate(parts) if parts else EMPTY, bits)
    return "".join(map(chr, [0, *signs.tolist()])), threes, owners


def _parts(codes: npt.NDArray[np.uint32], numbers: Ids, base: int) -> Iterator[tuple[Ids, Ids]]:
    """The threes of a text and their rows, of as many signs at a time as the processor holds."""
    row = 0
    for start in range(0, len(codes), PART):
        # two signs more: the last threes reach beyond their part
        part = codes[start : start + PART + SIGNS - 1]
        letters = numbers[part]
        in_word = letters > 0
        # no three is of two rows, between which stands what is in no word
        owners = np.cumsum(part[:PART] == ord(ROW_END)) + row
        row = int(owners[-1])
        whole = in_word[:-2] & in_word[1:-1] & in_word[2:]
        threes = (letters[:-2] * base + letters[1:-1]) * base + letters[2:]
        yield threes[whole], owners[: len(whole)][whole]


def _fitted(threes: Ids, owners: Ids, bits: int) -> Ids:
    return (threes << bits) | owners


def _beside(threes: Ids, owners: Ids, _bits: int) -> Ids:
    return np.stack([threes, owners], axis=1)


def _once(pairs: Ids, bits: int) -> tuple[Ids, Ids]:
    """Threes in order with their rows, each pair once."""
    if pairs.ndim > 1:
        pairs = np.unique(pairs, axis=0)
        return pairs[:, 0], pairs[:, 1]
    pairs.sort()
    pairs = pairs[_differs(pairs)]
    return pairs >> bits, pairs & ((1 << bits) - 1)


def _differs(numbers: Ids) -> npt.NDArray[np.bool_]:
    """Of numbers in order, those that are not the one before."""
    differs = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=differs[1:])
    return differs


def _named(three: int, signs: str) -> str:
    base = len(signs)
    return signs[three // base**2] + signs[three // base % base] + signs[three % base]


def packed_ids(ids: Ids) -> bytes:
    """Ascending ids after the first as the steps between them, in as few bytes as hold the longest;
    one more byte says how few.
    """
    steps = ids[1:] - ids[:-1]
    kept = steps.astype(np.min_scalar_type(int(steps.max(initial=0))))
    return bytes([kept.itemsize]) + kept.astype(kept.dtype.newbyteorder("<")).tobytes()


def unpacked(first: int, packed: bytes) -> Ids:
    """The ids that ``packed_ids`` made."""
    steps = np.frombuffer(packed, dtype=f"<u{packed[0]}", offset=1)
    return np.cumsum(np.concatenate(([first], steps)), dtype=np.int64)
