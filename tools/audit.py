"""Whether a fault is known of a locked library, by pip-audit: `make check` prints what it was told.

Where the database of known faults is out of reach, that is said: nothing known is not nothing there.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
COMMAND = [
    "--progress-spinner",
    "off",
    "--timeout",
    "10",
    "--format",
    "json",
    "--disable-pip",
    "--require-hashes",
]
NOT_ASKED = "pip-audit was not asked: the database of known faults is out of reach. Nothing is said of the libraries.\n"


def main() -> int:
    """The exit status: 1 where a fault is known."""
    # one library first: were it all of them, each would be asked for in vain
    if not heard(report(first_pinned((ROOT / LOCKS[0]).read_text(encoding="utf-8")))):
        sys.stderr.write(NOT_ASKED)
        return 0
    reports = [report((ROOT / lock).read_text(encoding="utf-8")) for lock in LOCKS]
    lines = list(dict.fromkeys(line for each in reports for line in findings(each)))
    sys.stderr.writelines(lines)
    return int(any(faulty for each in reports for faulty in heard(each) if faulty["vulns"]))


def first_pinned(lock: str) -> str:
    """The first library of a lock with its checksums."""
    match = re.search(r"^[\w.-]+==(?:[^\\\n]|\\\n)*", lock, re.MULTILINE)
    return match[0] if match else ""


def report(lock: str) -> Sequence[Mapping[str, Any]]:
    """What pip-audit says of each library; nothing where it could not ask."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(lock)
        file.flush()
        program = [sys.executable, "-m", "pip_audit", *COMMAND, "--requirement", file.name]
        run = subprocess.run(program, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    dependencies: Sequence[Mapping[str, Any]] = (
        json.loads(run.stdout)["dependencies"] if run.stdout.startswith("{") else []
    )
    return dependencies


def heard(dependencies: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The libraries of which the database has answered."""
    return [each for each in dependencies if "skip_reason" not in each]


def findings(dependencies: Sequence[Mapping[str, Any]]) -> list[str]:
    """A line for each known fault, and for each library that could not be looked up."""
    return [
        *(
            f"{each['name']} {each['version']}: {fault['id']}, "
            f"mended in {', '.join(fault['fix_versions']) or 'no version'}\n"
            for each in heard(dependencies)
            for fault in each["vulns"]
        ),
        *(
            f"pip-audit was not asked of {each['name']}: {each['skip_reason']}\n"
            for each in dependencies
            if "skip_reason" in each
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
