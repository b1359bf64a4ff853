"""The rows of a CSV file are those that the csv module reads, however its cells are quoted."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.imports.files import csv_files
from data.words.formula_guard import unguarded
from tests.depth import examples

CELLS = st.sampled_from(
    ["", " ", "a", "ё", "'", "'=1", "=1", "''-x", 'say "so"', "one, two", "two\nlines", "\t", "1,5"]
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(CELLS, min_size=width, max_size=width) | st.lists(CELLS, max_size=4), max_size=9
    )
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("csv") / "rows.csv"


@settings(max_examples=examples(60, 2_000), deadline=None)
@given(rows=TABLES, quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_blocks_have_the_rows_of_the_csv_module(
    path: Path, rows: Sequence[Sequence[str]], quoting: int
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=quoting, lineterminator="\n").writerows(rows)
    with path.open(encoding="utf-8", newline="") as file:
        expected = [list(map(unguarded, row)) for row in csv.reader(file)]
    form = csv_files.Form("utf-8-sig", ",")
    blocks = list(csv_files.blocks(path, 2, how=form))
    read = [row for block in blocks for row in block.rows or zip(*block.columns, strict=True)]
    assert [_padded(row) for row in read] == [_padded(row) for row in expected]
    assert sum(map(len, blocks)) == len(expected)


def _padded(row: Sequence[str]) -> list[str]:
    # an empty row is one empty cell where all around it have one
    return list(row) or [""]
