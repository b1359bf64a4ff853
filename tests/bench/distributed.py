"""How long counting all records takes: the database, DuckDB over files, Spark with one worker and more.

    python -m tests.bench.distributed sqlite:///many.db --workers 1 2
    python -m tests.bench.distributed sqlite:///many.db --workers 1 2 --times 10

Each counts the same – all records, a sum, what a filter accepts, distinct organisations – and what they
come to is compared, so that nothing is fast and wrong. With ``--times`` the files hold each programme of
the database so many times, the database itself once; each copy is compared with what it is a copy of.
"""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from data.database.database import Database
from data.distributed.cluster import cluster_of
from data.distributed.partitions import PartedTable, laid_out
from data.tables.programmes import Programme
from indicators.answers.rebuilding import RecordReader
from indicators.definition import Aggregate
from indicators.engine.context import EngineContext
from indicators.engine.programme_sums import SumsOfMany
from indicators.engine.record_sums import RecordSums
from indicators.engine.sum_table import SumTable
from indicators.records.selection import Scope
from tests import spark
from tests.file_reader import FileReader

MEASURE = "consultations"
AGGREGATES = (
    Aggregate(kind="count", measure=MEASURE),
    Aggregate(kind="sum", measure=MEASURE, amount="people"),
    Aggregate(kind="count", measure=MEASURE, filter={"topic": ("law",)}),
    Aggregate(kind="distinct", measure=MEASURE, of="organisation"),
)
COPIES = 1_000_000
"""The numbers of copied programmes begin here."""
Contexts = Mapping[int, EngineContext]
Sums = list[dict[int, SumTable]]


def main() -> None:
    """Print the seconds of each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.distributed", description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--times", type=int, default=1)
    words = parser.parse_args()
    with Database(words.url).read() as session:
        numbers = session.scalars(select(Programme.id)).all()
        contexts = {number: EngineContext(Scope(session, number)) for number in numbers}
        with _timed("the database"):
            counted = [_of_database(contexts, aggregate) for aggregate in AGGREGATES]
        began = time.perf_counter()
        with laid_out(session, numbers) as tables:
            _print("records laid out as files", began)
            alike = _multiplied(tables, numbers, words.times)
            contexts = {number: contexts[original] for number, original in alike.items()}
            expected = [_tables(each, alike) for each in counted]
            _compare("DuckDB over the files", contexts, FileReader(), tables, expected)
            for workers in words.workers:
                _compare_spark(contexts, tables, expected, workers)


def _multiplied(
    tables: Sequence[PartedTable], numbers: Sequence[int], times: int
) -> Mapping[int, int]:
    """The programmes that the files have then, each with the one it is or is a copy of: its files
    are the same under another name.
    """
    alike = {number: number for number in numbers}
    for number in numbers:
        for copy in range(1, times):
            alike[COPIES + copy * len(numbers) + number] = number
    for table in tables:
        for number, original in alike.items():
            folder = table.folder / f"programme_id={original}"
            if number != original and folder.exists():
                shutil.copytree(
                    folder, table.folder / f"programme_id={number}", copy_function=os.link
                )
    return alike


def _compare_spark(
    contexts: Contexts, tables: Sequence[PartedTable], expected: Sums, workers: int
) -> None:
    sys.path.append(str(spark.libraries()))
    os.environ["SPARK_LOCAL_IP"] = spark.HOST
    with TemporaryDirectory() as folder, spark.standalone(Path(folder), workers) as standalone:
        began = time.perf_counter()
        with cluster_of(standalone.url) as cluster:
            _print(f"Spark with {workers} workers is there", began)
            _compare(f"Spark with {workers} workers", contexts, cluster, tables, expected)


def _compare(
    name: str,
    contexts: Contexts,
    reader: RecordReader,
    tables: Sequence[PartedTable],
    expected: Sums,
) -> None:
    """Twice: a Java machine compiles what it runs for the first time."""
    reader.use(tables)
    for run in ("first", "again"):
        with _timed(f"{name}, {run}"):
            many = SumsOfMany(contexts, reader)
            counted = [many.counted(aggregate) for aggregate in AGGREGATES]
        for mine, others in zip(counted, expected, strict=True):
            assert mine.keys() == others.keys()
            for programme, table in mine.items():
                assert isinstance(table, SumTable)
                assert not table.differs_from(others[programme])


def _of_database(contexts: Mapping[int, EngineContext], aggregate: Aggregate) -> Mapping[int, Any]:
    """The sums of each programme that has records."""
    sums = {
        number: RecordSums(context.scope, context.places, aggregate).by_value.get(None)
        for number, context in contexts.items()
    }
    return {number: each for number, each in sums.items() if each}


def _tables(sums: Mapping[int, Any], alike: Mapping[int, int]) -> dict[int, SumTable]:
    """The same as the files have them, copies of programmes too."""
    return {
        number: SumTable.of({number: sums[original]})
        for number, original in alike.items()
        if original in sums
    }


@contextmanager
def _timed(name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    _print(name, began)


def _print(name: str, began: float) -> None:
    print(f"{name:40}{time.perf_counter() - began:9.1f} s", flush=True)


if __name__ == "__main__":
    main()
