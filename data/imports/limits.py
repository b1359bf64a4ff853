"""How large a file may be and how long an import may take: who loads for hours keeps all others from
writing.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.imports.columns.batch import Batch
from data.imports.problems import refusal
from data.imports.progress import Progress, Stage
from data.settings import whole_setting

ROWS, MEGABYTES, SECONDS = "ITOG_IMPORT_ROWS", "ITOG_IMPORT_MB", "ITOG_IMPORT_SECONDS"
MOST_ROWS, MOST_MEGABYTES, MOST_SECONDS = 100_000_000, 100_000, 86_400


@dataclass(frozen=True)
class ImportLimits:
    """The most rows and megabytes of a file, and the most seconds from the first look at it to the
    last number that follows from it.
    """

    rows: int = 20_000_000
    megabytes: int = 4_000
    seconds: int = 3_600

    @classmethod
    def of(cls, rows: str = "", megabytes: str = "", seconds: str = "") -> "ImportLimits":
        """What an operator has set; refuses what is no whole number within reason."""
        return cls(
            whole_setting(ROWS, rows, cls.rows, MOST_ROWS),
            whole_setting(MEGABYTES, megabytes, cls.megabytes, MOST_MEGABYTES),
            whole_setting(SECONDS, seconds, cls.seconds, MOST_SECONDS),
        )

    def refuse_large(self, path: Path) -> None:
        """Refuse a file by its size, before any of it is read."""
        size = -(-path.stat().st_size // (1 << 20))
        if size > self.megabytes:
            limit = {"limit": self.megabytes, "setting": MEGABYTES}
            raise refusal(path.name, "import_file_large", size=size, **limit)

    def bounded(self, batches: Iterable[Batch], file: str) -> Iterator[Batch]:
        """The batches of a file, as long as their rows are not too many."""
        rows = 0
        for batch in batches:
            rows += len(batch)
            if rows > self.rows:
                raise refusal(file, "import_rows_many", limit=self.rows, setting=ROWS)
            yield batch

    def timed(self, progress: Progress, file: str) -> Progress:
        """The same progress, which refuses to go on when the time is over."""
        until = time.monotonic() + self.seconds

        def report(stage: Stage, count: int, total: int | None) -> None:
            if time.monotonic() > until:
                raise refusal(file, "import_time_over", limit=self.seconds, setting=SECONDS)
            progress(stage, count, total)

        return report
