"""Rows become files of a columnar copy."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from data.columnar.copy import in_columns, quoted, view
from data.columnar.folder import Digests, TableCopy, digests_of

AT_ONCE = 100_000
"""Rows that are in memory at a time."""
IN_A_FILE = 20 * AT_ONCE


class Writer:
    """Writes the files of one folder, each under a new name: what stands there may just be read."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._session, self._folder = session, folder
        self._connection = in_columns()
        # every value by its text and the column's type: a guess from the first rows may be wrong
        self._connection.execute("SET pandas_analyze_sample = 0")

    def files(
        self, name: str, columns: Mapping[str, str], chosen: Select[Any]
    ) -> tuple[int, Digests]:
        """How many rows a select has, and their files: at least one, of which a view can be made."""
        import pandas as pd

        types = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        self._connection.execute(f"CREATE OR REPLACE TABLE rows ({types})")
        number, waiting, files = 0, 0, []
        for rows in self._batches(chosen):
            frame = pd.DataFrame(map(tuple, rows), columns=list(columns), dtype=object)
            self._connection.register("frame", frame)
            self._connection.execute("INSERT INTO rows SELECT * FROM frame")
            number, waiting = number + len(rows), waiting + len(rows)
            if waiting >= IN_A_FILE:
                files.append(self._file(name, "rows"))
                self._connection.execute("DELETE FROM rows")
                waiting = 0
        if waiting or not files:
            files.append(self._file(name, "rows"))
        return number, digests_of(self._folder, files)

    def one_file(self, name: str, copy: TableCopy) -> Digests:
        """The rows of a copy, with their ends, as one file."""
        self._connection.execute(view(self._folder, name, copy))
        return digests_of(self._folder, [self._file(name, name)])

    def _batches(self, chosen: Select[Any]) -> Iterator[Any]:
        answer = self._session.execute(chosen, execution_options={"yield_per": AT_ONCE})
        return answer.partitions()

    def _file(self, name: str, rows: str) -> str:
        file = f"{name}-{token_hex(8)}.parquet"
        where = quoted(str(self._folder / file))
        self._connection.execute(
            f'COPY (SELECT * FROM "{rows}") TO {where} (FORMAT parquet, COMPRESSION zstd)'  # noqa: S608 - names of ours
        )
        return file
