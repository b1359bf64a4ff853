"""How long a page's answers take while another process writes into the same database."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

from data.database.database import Database
from indicators.answers import cells
from indicators.answers.grid import answers
from indicators.answers.question import Question
from tests.bench.city import CODE
from tests.bench.clock import Ratio
from tests.bench.growth import NUMBERS, write_month
from tests.bench.importing import load

IMPORTS = 10
PERCENT = 99
PAGE = Question(programme=CODE, by=("district", "year"))


def readers_while_writing(url: str, other: str, folder: Path) -> Iterator[Ratio]:
    """The slowest but one of a hundred reads while ten files of a thousand rows are imported, against
    while they are imported into another database: there, too, the processor is shared.
    """
    files = [write_month(folder / f"month-{each}.csv", next(NUMBERS)) for each in range(IMPORTS)]
    elsewhere, here = (_slowest(url, into, files) for into in (other, url))
    yield Ratio(
        "a page's answers while ten files come, p99",
        here,
        elsewhere,
        "<= 50 ms more",
        "ms",
        "no reader waits for the writer: what is more is the processor that both need",
    )


def _slowest(url: str, into: str, files: list[Path]) -> float:
    """In milliseconds, as long as another process imports files into a database."""
    database, ended, taken = Database(url), Event(), []
    command = [sys.executable, "-m", "tests.bench.readers", into, *map(str, files)]

    def read() -> None:
        while not ended.is_set():
            start = time.perf_counter()
            with database.read() as session:
                answers(session, PAGE)
            taken.append((time.perf_counter() - start) * 1000)

    reader = Thread(target=read)
    reader.start()
    subprocess.run(command, check=True)
    ended.set()
    reader.join()
    database.dispose()
    return statistics.quantiles(taken, n=100)[PERCENT - 1]


def _import(url: str, files: list[str]) -> None:
    database = Database(url, [cells.refresh])
    for file in files:
        load(database, Path(file))


if __name__ == "__main__":
    _import(sys.argv[1], sys.argv[2:])
