"""Checked rows on disk between check and load, so that memory does not grow with the file."""

import marshal
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from data.imports.columns.batch import Batch, filled

Hashes = npt.NDArray[np.int64]

HASHES_AT_ONCE = 500_000


class Spool:
    """Batches of checked values, and a hash of every row's number to find those given twice."""

    def __init__(self) -> None:
        self._batches, self._numbers, self._hashes = (_unnamed() for _ in range(3))
        self.count = 0

    def add(self, batch: Batch) -> None:
        """Keep the rows to load of a batch."""
        _pack(self._batches, (batch.rows, filled(batch.values)))

    def __iter__(self) -> Iterator[Batch]:
        """Every batch again, in the file's order."""
        for rows, values in _unpacked(self._batches):
            yield Batch(rows, values)

    def note_numbers(self, rows: Sequence[int], numbers: Sequence[str]) -> None:
        """Remember which rows have which numbers, whether they will be loaded or not."""
        _pack(self._numbers, (rows, numbers))
        # eight bytes a row: a million numbers take 8 MB to sort, not a hundred as texts
        array("q", map(hash, numbers)).tofile(self._hashes)
        self.count += len(numbers)

    def doubled(self) -> Iterator[tuple[str, int, int]]:
        """Each number that a later row gives again: the number, that row, the first row."""
        # first the hashes; texts are compared only of the few that collide
        suspects = self._doubled_hashes() if self.count else set()
        first: dict[str, int] = {}
        for rows, numbers in _unpacked(self._numbers) if suspects else ():
            for row, number in zip(rows, numbers, strict=True):
                if hash(number) in suspects and first.setdefault(number, row) != row:
                    yield number, row, first[number]

    def close(self) -> None:
        for file in (self._batches, self._numbers, self._hashes):
            file.close()

    def _doubled_hashes(self) -> set[int]:
        """The hashes that occur more than once: of equal numbers, or very rarely of different ones."""
        # no row may be one that can be read
        slices = self.count // HASHES_AT_ONCE + 1 if self.count else 0
        doubled: set[int] = set()
        for number in range(slices):
            # slice by slice of the hashes' own range, so that memory is bounded whatever the file
            mine = np.sort(
                np.concatenate([part[part % slices == number] for part in self._hash_parts()])
            )
            doubled.update(mine[1:][mine[1:] == mine[:-1]].tolist())
        return doubled

    def _hash_parts(self) -> Iterator[Hashes]:
        self._hashes.seek(0)
        while data := self._hashes.read(8 * HASHES_AT_ONCE):
            yield np.frombuffer(data, dtype=np.int64)


def _unnamed() -> IO[bytes]:
    """A file that the system removes as soon as it is closed."""
    # without a name it is gone even if the process is killed
    return tempfile.TemporaryFile(prefix="itog-")


def _pack(file: IO[bytes], values: Any) -> None:
    # marshal knows plain values alone, and its format no other Python: the file outlives no process
    data = marshal.dumps(values)
    file.write(len(data).to_bytes(8, "little") + data)


def _unpacked(file: IO[bytes]) -> Iterator[Any]:
    file.seek(0)
    while size := int.from_bytes(file.read(8), "little"):
        yield marshal.loads(file.read(size))  # noqa: S302 - _pack() wrote it, to a file without a name
