"""A deck of forty slides as a presentation: the whole export, in a fresh process."""

import subprocess
import sys
import tempfile
from pathlib import Path

from dashboard import exports
from tests.bench.clock import Ratio, peak_megabytes, seconds
from tests.dashboard.exports import reports

SECONDS, MEGABYTES = 10, 300


def forty_slides() -> tuple[Ratio, Ratio]:
    """Seconds and peak memory, against what a meeting's clerk will wait and a small server has."""
    command = [sys.executable, "-m", "tests.bench.exporting"]
    numbers = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    took, peak = map(float, numbers)
    return (
        Ratio("forty slides as PPTX, against ten seconds", took, SECONDS, "<= 1x"),
        Ratio("its peak memory, against 300 MB", peak, MEGABYTES, "<= 1x", "MB"),
    )


def main() -> None:
    """Write them once and print the seconds and the megabytes."""
    report = reports.report(*reports.SLIDES * 5)
    with tempfile.TemporaryDirectory() as folder:
        took = seconds(lambda: exports.write(report, "pptx", Path(folder) / "deck.pptx"))
    print(took, peak_megabytes())


if __name__ == "__main__":
    main()
