"""All the records behind a number as CSV, in a process of its own, against the driver's rows written
by hand; and the first and the last page of them.
"""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator

from sqlalchemy import text

from data.database.database import Database
from indicators.answers.question import Question
from indicators.drill_down.records import records
from indicators.sheets.queries import all_record_rows
from tests.bench.city import CODE
from tests.bench.clock import Ratio, peak_megabytes, processor_seconds, seconds

MEGABYTES = 150
PAGE = 50
QUESTION = Question(CODE, ("visits",))
ROWS = text("SELECT * FROM consultation WHERE programme_id = 1 AND until IS NULL ORDER BY date, id")


def of_all_years(database: Database) -> Iterator[Ratio]:
    """Seconds and peak memory of the file, and milliseconds of a page."""
    command = [sys.executable, "-m", "tests.bench.record_files", database.url]
    numbers = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    took, bare, peak = map(float, numbers)
    yield Ratio("records of all years as CSV, against rows by hand", took, bare, "")
    yield Ratio("its peak memory, against 150 MB", peak, MEGABYTES, "<= 1x", "MB")
    is_embedded = database.engine.dialect.name == "sqlite"
    clock = processor_seconds if is_embedded else seconds
    with database.read() as session:
        first = clock(lambda: records(session, QUESTION, "2016", limit=PAGE), 5) * 1000
        last = records(session, QUESTION, "2016", limit=PAGE).rows[-1].place
        later = clock(lambda: records(session, QUESTION, "2016", limit=PAGE, after=last), 5) * 1000
    yield Ratio("the first page of a year's records", first, 0, "flat", "ms")
    yield Ratio("the next page of a year's records", later, 0, "flat", "ms")


def _write(database: Database) -> None:
    with database.read() as session, open(os.devnull, "w", encoding="utf-8") as file:
        for block in all_record_rows(session, QUESTION, None).csv_blocks():
            file.write(block)


def _write_by_hand(database: Database) -> None:
    with database.read() as session, open(os.devnull, "w", encoding="utf-8") as file:
        rows = session.connection().execution_options(stream_results=True).execute(ROWS)
        csv.writer(file).writerows(rows)


def main(url: str) -> None:
    """Write them once and print the seconds of the processor, those by hand, and the megabytes."""
    database = Database(url)
    took = processor_seconds(lambda: _write(database))
    peak = peak_megabytes()
    print(took, processor_seconds(lambda: _write_by_hand(database)), peak)


if __name__ == "__main__":
    main(sys.argv[1])
