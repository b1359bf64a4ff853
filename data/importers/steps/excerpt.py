"""Some rows of a file as they stand, for whoever mends them or looks before loading."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.importers.steps import reading
from data.importers.steps.header import match
from data.importers.steps.kind import Kind
from data.importers.steps.mending import AS_IT_CAME, Mending
from data.importers.steps.problems import Problems
from data.importers.steps.xlsx_safety import place_of


@dataclass(frozen=True)
class Excerpt:
    """Rows by their numbers in the file under its header; ``names`` are the columns' own, empty where unknown."""

    header_row: int = 0
    header: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    rows: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def place(self, column: str | None) -> int | None:
        """Which column a problem speaks of: by its name, by the title that the file gives it, or by its letters."""
        if column is None:
            return None
        titles = [title.strip() for title in self.header]
        for known in (self.names, titles):
            if column in known:
                return list(known).index(column)
        return place_of(column) if not self.header and column.isalpha() and column.isupper() else None


def excerpt(
    kind: Kind, path: Path, mending: Mending = AS_IT_CAME, *, rows: Collection[int] = (), first: int = 0
) -> Excerpt:
    """These rows, or the first few."""
    with reading.explained(path):
        return _excerpt(kind, path, mending, rows, first)


def _excerpt(kind: Kind, path: Path, mending: Mending, rows: Collection[int], first: int) -> Excerpt:
    lines = _lines(path, mending)
    header_row, header = next(lines, (0, ()))
    columns = match(kind, header, header_row, Problems(path.name))
    kept: dict[int, tuple[str, ...]] = {}
    last = max(rows, default=0)
    for number, line in lines:
        if number in rows or len(kept) < first:
            kept[number] = line
        elif number > last:
            break
    return Excerpt(header_row, header, tuple(column.name if column else "" for column in columns), kept)


def _lines(path: Path, mending: Mending) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every row that is not empty, with its number."""
    number = 0
    for block in reading.blocks(path, mending=mending):
        for row in block.rows or zip(*block.columns, strict=True):
            number += 1
            if any(map(str.strip, row)):
                yield number, tuple(row)
