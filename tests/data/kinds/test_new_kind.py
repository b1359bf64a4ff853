"""A kind of record is one declaration: what everything else makes of a kind that does not ship."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_a_declared_kind_is_imported_counted_edited_and_audited() -> None:
    """In a process of its own: a kind makes a table, which the other tests' databases have not."""
    walk = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.data.kinds.toy_kind.joining",
         str(Path(__file__).parent / "toy_kind" / "walk.py")],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert walk.returncode == 0, walk.stdout + walk.stderr
    assert "3 passed" in walk.stdout
