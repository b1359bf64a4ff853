"""What a cluster does, done by DuckDB: the very SQL for Spark over the very files that Spark reads."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select

from data.columnar.copy import in_columns, quoted
from data.distributed.partitions import PARTED_BY, PartedTable
from data.distributed.spark_dialect import compiled


class FileReader:
    """Answers statements from files; ``statements`` are how many."""

    def __init__(self) -> None:
        self.connection = in_columns()
        self.statements = 0

    def use(self, tables: Sequence[PartedTable]) -> None:
        for table in tables:
            self.connection.execute(f'CREATE OR REPLACE VIEW "{table.name}" AS {_rows(table)}')

    def answer(self, statement: Select[Any]) -> list[tuple[Any, ...]]:
        self.statements += 1
        text, values = compiled(statement)
        return self.connection.execute(text, values).fetchall()


def _rows(table: PartedTable) -> str:
    if not any(table.folder.rglob("*.parquet")):
        columns = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in table.columns.items())
        return f"SELECT {columns} WHERE false"
    types = ", ".join(f"'{name}': BIGINT" for name in PARTED_BY)
    files = quoted(str(table.folder / "**" / "*.parquet"))
    return f"SELECT * FROM read_parquet({files}, hive_partitioning=true, hive_types={{{types}}})"
