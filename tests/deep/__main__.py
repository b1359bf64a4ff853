"""``make test-deep``: everything that goes further than in ``make test``, on two processors within an hour.

    python -m tests.deep [WORD]…        those files alone whose path contains a word

What pages look like takes a browser an hour of its own: ``python -m tests.deep browser``.

The soak goes on beside the rest. What needs the processors for itself comes first, one after another;
then the other files by two processes. In the end there is a table of what was tried, and of what it took.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.deep import report
from tests.deep.selection import ROOT, deep_files

BESIDE = ("tests/faults/test_soak.py",)
ALONE = ("tests/faults/test_crowd.py", "tests/faults/test_promotion.py")
"""What asserts nothing of time, and says times that another's work would spoil."""
BY_NAME = "tests/browser/"
"""What is left out unless a word asks for it."""
PROCESSES = 2


def main() -> int:
    """Run the parts and print the report; 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.deep", description="The deep tests.")
    parser.add_argument("words", nargs="*", metavar="WORD", help="part of a file's path")
    words = parser.parse_args().words
    files = [name for name in _names() if _is_chosen(name, words)]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="itog-deep-") as folder:
        path = Path(folder) / "lines"
        path.touch()
        failed = _run(files, {**os.environ, "ITOG_TEST_DEEP": "1", report.FILE: str(path)})
        report.show(report.read_lines(path), minutes=(time.monotonic() - begun) / 60)
    return int(failed)


def _names() -> list[str]:
    return [str(path.relative_to(ROOT)) for path in deep_files()]


def _is_chosen(name: str, words: Sequence[str]) -> bool:
    return any(word in name for word in words) if words else not name.startswith(BY_NAME)


def _run(files: Sequence[str], environment: dict[str, str]) -> bool:
    """Whether anything failed."""
    # by test, not by file: one file is a third of it, and each database has a soak of its own
    spread = (f"--numprocesses={PROCESSES}", "--dist=worksteal")
    beside = [_begin([name], environment, *spread) for name in BESIDE if name in files]
    ends = [_begin([name], environment).wait() for name in ALONE if name in files]
    rest = [name for name in files if name not in (*BESIDE, *ALONE)]
    if rest:
        ends.append(_begin(rest, environment, *spread).wait())
    ends += [process.wait() for process in beside]
    return any(ends)


def _begin(
    files: Sequence[str], environment: dict[str, str], *options: str
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.deep.measuring", *options, *files]
    return subprocess.Popen(command, env=environment, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
