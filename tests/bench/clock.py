"""Timing two ways of doing the same, and printing their ratio."""

import gc
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

GREATEST = re.compile(r"<= (?P<most>[\d.]+) ?(?P<of>\w+)")


@dataclass(frozen=True)
class Ratio:
    """A line of the report: what Itog takes against the bare minimum, in the same unit.

    ``limit``: where a goal is not met, what keeps it from being met: bytes, one query, one paint.
    """

    what: str
    itog: float
    bare: float
    target: str
    unit: str = "s"
    limit: str = ""

    def __str__(self) -> str:
        ratio = f"{self.itog / self.bare:.2f}x" if self.bare else "-"
        line = f"{self.what:<58} {self.itog:>12,.4f} {self.bare:>12,.4f} {self.unit:<8} {ratio:>8}  {self.target}"
        return f"{line}\n    why not: {self.limit}" if self.limit and self.is_missed else line

    @property
    def is_missed(self) -> bool:
        """Whether the target is a greatest number – «<= 3x» of the minimum, or of the unit – and is
        exceeded.
        """
        stated = GREATEST.match(self.target)
        if stated is None:
            return False
        number = self.itog / self.bare if stated["of"] == "x" and self.bare else self.itog
        return number > float(stated["most"])


def seconds(work: Callable[[], object], repeats: int = 1) -> float:
    """The median time of ``work``."""
    return statistics.median(_once(work) for _ in range(repeats))


def processor_seconds(work: Callable[[], object], repeats: int = 1) -> float:
    """The median time that the processor spends on ``work`` in this process: others may use the
    machine.
    """
    return statistics.median(_once(work, time.process_time) for _ in range(repeats))


def _once(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    gc.collect()
    start = clock()
    work()
    return clock() - start


def peak_megabytes() -> float:
    """The most memory that this process has held, not counting what the one that began it held
    (Linux).
    """
    (kilobytes,) = re.findall(
        r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii")
    )
    return int(kilobytes) / 1024
